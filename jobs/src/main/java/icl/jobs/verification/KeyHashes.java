package icl.jobs.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import icl.jobs.storage.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The hashes of many keys: 64 bits of the SHA-256 of each, in eight bytes. */
final class KeyHashes {
    private static final MessageDigest SUM = Sha256.start();

    private long[] hashes = new long[1024];
    private int size;

    void add(String text) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash(text);
    }

    static long hash(String text) {
        synchronized (SUM) {
            return ByteBuffer.wrap(SUM.digest(text.getBytes(UTF_8))).getLong();
        }
    }

    int size() {
        return size;
    }

    /** The hashes that occur more than once. */
    Set<Long> repeated() {
        long[] sorted = sorted();
        Set<Long> repeated = new HashSet<>();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                repeated.add(sorted[i]);
            }
        }
        return repeated;
    }

    /** All hashes in ascending order, for {@link Arrays#binarySearch(long[], long)}. */
    long[] sorted() {
        long[] sorted = Arrays.copyOf(hashes, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
