package icl.core.random;

import java.util.random.RandomGenerator;

/**
 * A generator for one prompt of a stream, for prompts that are drawn one at a time. {@link LaneRandom} is the generator
 * for prompts in lanes.
 */
public final class CounterRandom implements RandomGenerator {
    private final int[] key;
    private final int[] words = new int[4];
    private final long prompt;
    private int block;
    private int used = 4;

    /** The generator of one prompt of a stream. */
    public CounterRandom(StreamKey key, long prompt) {
        this.key = key.words();
        this.prompt = prompt;
    }

    @Override
    public int nextInt() {
        if (used == 4) {
            words[0] = (int) prompt;
            words[1] = (int) (prompt >>> 32);
            words[2] = block++;
            words[3] = 0;
            Threefry.encrypt(key, words, 0);
            used = 0;
        }
        return words[used++];
    }

    @Override
    public long nextLong() {
        return ((long) nextInt() << 32) | (nextInt() & 0xFFFFFFFFL);
    }

    /** A standard normal number by Box and Muller in double precision, with the same bits in every version of Java. */
    @Override
    public double nextGaussian() {
        double u = ((nextLong() >>> 11) + 0.5) * 0x1p-53;
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * nextDouble());
    }
}
