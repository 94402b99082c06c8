package icl.core.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The key of a stream of random numbers, which is a path such as seed, cell, replicate, purpose, hashed to 128 bits.
 * Streams with different keys are independent. A stream has 2^64 prompts, each with its own counters.
 */
public record StreamKey(long high, long low) {
    /** The root of all streams of a seed. */
    public static StreamKey of(long seed) {
        return new StreamKey(0, 0).child(seed, 0);
    }

    /** The stream of that name below this one. */
    public StreamKey child(String name) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            return child(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** The stream of that number below this one. */
    public StreamKey child(long number) {
        return child(number, 1);
    }

    /** The stream of that identity of 128 bits below this one. */
    public StreamKey child(long identityHigh, long identityLow) {
        int[] words = {(int) identityHigh, (int) (identityHigh >>> 32), (int) identityLow, (int) (identityLow >>> 32)};
        Threefry.encrypt(words(), words, 0);
        return new StreamKey(join(words[0], words[1]), join(words[2], words[3]));
    }

    /** The key as four words of Threefry. */
    int[] words() {
        return new int[] {(int) high, (int) (high >>> 32), (int) low, (int) (low >>> 32)};
    }

    private static long join(int low, int high) {
        return ((long) high << 32) | (low & 0xFFFFFFFFL);
    }
}
