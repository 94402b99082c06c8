package icl.core.random;

import icl.core.check.Invalid;
import java.util.Arrays;

/**
 * A generator for {@link #LANES} prompts of a stream in lanes. The numbers of a lane depend only on the stream, on the
 * number of its prompt, and on what was drawn before.
 *
 * <p>Arrays are filled in rows of LANES numbers. A row of normals has mean 0 and variance 1, in single precision.
 */
public final class LaneRandom {
    /** The number of prompts drawn at once. */
    public static final int LANES = LaneKernel.LANES;

    /** The largest number of degrees of freedom for which a chi-square is computed as a sum of squares. */
    private static final int MOST_SQUARES = 3;

    /** The number of chi-squares that are made from the words computed at once. */
    private static final int AT_ONCE = LaneKernel.ROWS / 2;

    private final LaneKernel kernel;
    private final int[] key;
    private final int[] words = new int[LaneKernel.ROWS * LANES];
    private final float[] radii = new float[LANES];
    private final int[] one = new int[4];
    private long firstPrompt;
    private int block;
    private final float[] spare = new float[LaneKernel.ROWS * LANES];

    /** A generator for a stream; {@link #start} must be called before numbers are drawn. */
    public LaneRandom(StreamKey key) {
        this(key, LaneKernel.BEST);
    }

    LaneRandom(StreamKey key, LaneKernel kernel) {
        this.key = key.words();
        this.kernel = kernel;
    }

    /**
     * The number of rows that {@link #normals} fills when called for {@code rows} rows, a multiple of what is drawn at
     * once.
     */
    public static int paddedRows(int rows) {
        return Math.multiplyExact(Math.floorDiv(rows + LaneKernel.ROWS - 1, LaneKernel.ROWS), LaneKernel.ROWS);
    }

    /** Starts at a prompt, whose number is a multiple of LANES. */
    public void start(long prompt) {
        if (prompt < 0 || prompt % LANES != 0) {
            throw new Invalid("first prompt", prompt, "a multiple of " + LANES);
        }
        firstPrompt = prompt;
        block = 0;
    }

    /** Fills {@link #paddedRows paddedRows(rows)} rows with standard normals, from row 0 on. */
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

    /** Fills a row with uniform numbers in [0, 1), multiples of 2^-53. */
    public void uniforms(double[] out) {
        kernel.words(key, firstPrompt, block, words, 0);
        block += 2;
        for (int lane = 0; lane < LANES; lane++) {
            long high = words[lane] & 0xFFFFFFFFL;
            long low = words[LANES + lane] & 0xFFFFFFFFL;
            out[lane] = ((high << 21) | (low >>> 11)) * 0x1p-53;
        }
    }

    /**
     * Fills rows with independent chi-squares of {@code degrees}, {@code degrees - 1}, ... degrees of freedom, the last at least
     * 0 (which gives 0).
     */
    public void chiSquares(int degrees, int count, float[] out, int at) {
        if (degrees < count - 1) {
            throw new Invalid("degrees of freedom", degrees, "at least " + (count - 1));
        }
        int rejecting = Math.min(count, Math.max(0, degrees - MOST_SQUARES));
        for (int i = 0; i < rejecting; i++) {
            if (i % AT_ONCE == 0) {
                nextWords();
            }
            reject(degrees - i, i % AT_ONCE, out, at + i * LANES);
        }
        for (int i = rejecting; i < count; i++) {
            normals(spare, MOST_SQUARES);
            sumOfSquares(degrees - i, out, at + i * LANES);
        }
    }

    /**
     * Fills rows from row 0 on with independent chi-squares of {@code degrees} degrees of freedom, any number above 3.
     */
    public void chiSquares(double degrees, float[] out, int rows) {
        if (!(degrees > MOST_SQUARES)) {
            throw new Invalid("degrees of freedom", degrees, "above " + MOST_SQUARES);
        }
        for (int i = 0; i < rows; i++) {
            if (i % AT_ONCE == 0) {
                nextWords();
            }
            reject(degrees, i % AT_ONCE, out, i * LANES);
        }
    }

    private void nextWords() {
        kernel.words(key, firstPrompt, block, words, 0);
        block += 2;
    }

    private void sumOfSquares(int degrees, float[] out, int at) {
        Arrays.fill(out, at, at + LANES, 0);
        for (int i = 0; i < degrees * LANES; i++) {
            out[at + i % LANES] = Math.fma(spare[i], spare[i], out[at + i % LANES]);
        }
    }

    /**
     * Fills one row by rejection. Two blocks of words give four rows: words 0, 1, 4 and 5 give normals, 2, 3, 6 and 7
     * give uniforms.
     */
    private void reject(double degrees, int number, float[] out, int at) {
        int pair = number / 2 * 4 * LANES;
        int own = number % 2 * LANES;
        if (own == 0) {
            kernel.radii(words, pair, radii);
            kernel.normals(words, pair + LANES, radii, spare, 0);
        }
        float d = ChiSquareRejection.d(degrees);
        float c = ChiSquareRejection.c(d);
        int uniform = pair + 2 * LANES + own;
        if (!kernel.chiSquares(spare, own, words, uniform, c, d, out, at)) {
            for (int lane = 0; lane < LANES; lane++) {
                if (!(out[at + lane] > 0)) {
                    out[at + lane] = retried(spare[own + lane], words[uniform + lane], c, d, number, lane);
                }
            }
        }
    }

    /** Draws for a single lane until a number is accepted, from separate counters. */
    private float retried(float x, int word, float c, float d, int number, int lane) {
        float value = ChiSquareRejection.exact(x, word, c, d);
        for (int attempt = 1; !(value > 0); attempt++) {
            one[0] = (int) firstPrompt + lane;
            one[1] = (int) (firstPrompt >>> 32);
            one[2] = block;
            one[3] = AT_ONCE * attempt + number;
            Threefry.encrypt(key, one, 0);
            value = ChiSquareRejection.exact(BoxMuller.first(one[1], BoxMuller.radius(one[0])), one[2], c, d);
        }
        return value;
    }
}
