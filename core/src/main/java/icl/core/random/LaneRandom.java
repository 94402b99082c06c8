package icl.core.random;

import icl.core.check.Require;
import java.util.Arrays;

/**
 * Random numbers of {@link #LANES} prompts of a stream at once, a lane for each. What a lane gets depends on the stream, the
 * number of its prompt and what was drawn for it before, and on nothing else.
 *
 * <p>Arrays are filled in rows of LANES numbers. A row of normals has mean 0 and variance 1, in single precision.
 */
public final class LaneRandom {
    /** Prompts at once. */
    public static final int LANES = LaneKernel.LANES;

    private static final LaneKernel BEST = LaneKernel.best();

    /** Pairs of blocks from here on are for chi-squares that were rejected once, which few lanes need. */
    private static final int SPARE = 1 << 30;

    private final LaneKernel kernel;
    private final int[] key;
    private final int[] words = new int[LaneKernel.ROWS * LANES];
    private final float[] radii = new float[LANES];
    private final float[] spare = new float[LaneKernel.ROWS * LANES];
    private final int[] one = new int[4];
    private long firstPrompt;
    private int block;

    public LaneRandom(StreamKey key) {
        this(key, BEST);
    }

    LaneRandom(StreamKey key, LaneKernel kernel) {
        this.key = key.words();
        this.kernel = kernel;
    }

    /** What computes the numbers: {@code Vector API, 16 lanes} or {@code plain Java}. */
    public static String kernelName() {
        return BEST.name();
    }

    /** Whether the Vector API computes the numbers. */
    public static boolean isVector() {
        return !(BEST instanceof ScalarLanes);
    }

    /** Rows that {@link #normals} fills when it is asked for this many. */
    public static int room(int rows) {
        return Math.multiplyExact(Math.floorDiv(rows + LaneKernel.ROWS - 1, LaneKernel.ROWS), LaneKernel.ROWS);
    }

    /** Begins with a prompt; its number is a multiple of LANES. */
    public void start(long prompt) {
        Require.that(prompt >= 0 && prompt % LANES == 0, "first prompt", prompt, "a multiple of " + LANES);
        firstPrompt = prompt;
        block = 0;
    }

    /** Fills {@link #room room(rows)} rows from row 0 on. */
    public void normals(float[] out, int rows) {
        for (int row = 0; row < rows; row += LaneKernel.ROWS) {
            kernel.words(key, firstPrompt, block, words, 0);
            block += 2;
            for (int pair = 0; pair < LaneKernel.ROWS; pair += 2) {
                kernel.radii(words, pair * LANES, radii);
                kernel.normals(words, (pair + 1) * LANES, radii, out, (row + pair) * LANES);
            }
        }
    }

    /**
     * Fills a row with chi-squares.
     *
     * @param degrees degrees of freedom, at least 0 (which gives 0)
     */
    public void chiSquares(int degrees, float[] out, int at) {
        Require.nonNegative("degrees of freedom", degrees);
        if (degrees == 0) {
            Arrays.fill(out, at, at + LANES, 0);
            return;
        }
        int own = block;
        normals(spare, LaneKernel.ROWS);
        if (degrees <= LaneKernel.ROWS) {
            sumOfSquares(degrees, out, at);
            return;
        }
        Gamma gamma = new Gamma(degrees / 2.0);
        for (int lane = 0; lane < LANES; lane++) {
            float value = gamma.quick(spare[lane], spare[LANES + lane], spare[2 * LANES + lane]);
            out[at + lane] = value > 0 ? 2 * value : 2 * retried(gamma, own, lane);
        }
    }

    private void sumOfSquares(int degrees, float[] out, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            out[at + lane] = spare[lane] * spare[lane];
        }
        for (int row = 1; row < degrees; row++) {
            for (int lane = 0; lane < LANES; lane++) {
                float z = spare[row * LANES + lane];
                out[at + lane] = Math.fma(z, z, out[at + lane]);
            }
        }
    }

    /** The second try is in the rows already drawn; more are drawn for this lane alone. */
    private float retried(Gamma gamma, int own, int lane) {
        float value = gamma.exact(spare[lane], spare[LANES + lane], spare[2 * LANES + lane]);
        if (value > 0) {
            return value;
        }
        value = gamma.exact(spare[3 * LANES + lane], spare[4 * LANES + lane], spare[5 * LANES + lane]);
        for (int attempt = 1; !(value > 0); attempt++) {
            one[0] = (int) firstPrompt + lane;
            one[1] = (int) (firstPrompt >>> 32);
            one[2] = SPARE + own;
            one[3] = attempt;
            Threefry.encrypt(key, one, 0);
            float first = Normals.radius(one[0]);
            float second = Normals.radius(one[2]);
            value = gamma.exact(Normals.first(one[1], first), second, 0);
        }
        return value;
    }
}
