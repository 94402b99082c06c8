package icl.core.prompt;

import icl.core.covariance.Covariance;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;

/**
 * Prompts of which no example is drawn, only what equal weights can see of all of them: their number costs nothing. Known for
 * {@code iid}, {@code retrieval} and {@code aligned} when all examples have one noise and one alpha.
 *
 * <p>In whitened features examples are c g_i + a v with g_i standard normal and v, the axis, the query ({@code retrieval}, c^2 = 1
 * - a^2) or the task ({@code aligned}, c = 1), nothing on {@code iid}. Seen along v their sum of squares is (c z + sqrt(n) a |v|)^2 + c^2
 * chi^2_(n-1); everything else is central (docs/formulas.md, section 13).
 */
abstract class ReducedPrompts extends PromptBatch {
    private static final int EXTRA = 5;

    final int examples;
    final float kept; // c
    final float deviation;
    final CovarianceRoot featureRoot;
    final float[] axis;
    final float[] normal; // normals for a law that needs them, shape (d), else empty
    final float[] extra =
            LaneAlgebra.rows(EXTRA); // normals for the query's label, for the shift along the axis, for others

    private final Design design;
    private final CovarianceRoot taskRoot;
    private final float queryDeviation;
    private final float shift; // sqrt(n) a, for the axis as it is kept
    private final float lean;
    private final float[] chi = LaneAlgebra.rows(1);
    private final int rows; // of normals for all of these
    private final float[] drawn; // task, query, normal, extra

    ReducedPrompts(Design design, StreamKey stream, int length, boolean hasNormal) {
        super(stream, design.dim(), length, Math.min(2, length));
        this.design = design;
        examples = design.length();
        featureRoot = CovarianceRoot.of(design.featureCovariance(), dim);
        taskRoot = CovarianceRoot.of(design.taskCovariance(), dim);
        deviation = (float) Math.sqrt(design.noiseVariance().at(0));
        queryDeviation = (float) Math.sqrt(design.noiseVariance().at(examples));
        double a =
                design instanceof RetrievalDesign retrieval ? retrieval.alpha().at(0) : 0;
        kept = (float) Math.sqrt((1 - a) * (1 + a));
        lean = design instanceof AlignedDesign aligned ? (float) (aligned.alpha() / AlignedPrompts.gamma(aligned)) : 0;
        shift = (float) (Math.sqrt(examples) * (design instanceof AlignedDesign ? lean : a));
        axis = LaneAlgebra.rows(dim);
        normal = LaneAlgebra.rows(hasNormal ? dim : 0);
        boolean needsExtra = hasAxis() || deviation > 0;
        rows = (hasNormal ? 3 : 2) * dim + (needsExtra ? EXTRA : 0);
        drawn = LaneAlgebra.rows(LaneRandom.room(rows));
    }

    /** Whether prompts of this design can be reduced. */
    static boolean cover(Design design) {
        if (design.length() < 1 || !design.noiseVariance().isCommon()) {
            return false;
        }
        return design instanceof IidDesign
                || (design instanceof RetrievalDesign retrieval
                        && retrieval.alpha().isCommon())
                || (design instanceof AlignedDesign && design.featureCovariance() instanceof Covariance.Identity);
    }

    /** Whether something singles out a direction. */
    final boolean hasAxis() {
        return !(design instanceof IidDesign);
    }

    final boolean leansOnQuery() {
        return design instanceof RetrievalDesign;
    }

    @Override
    void begin() {
        drawNormals();
        taskRoot.apply(task, 1);
        if (design instanceof AlignedDesign aligned) {
            ALGEBRA.scale(AlignedPrompts.gamma(aligned), task, 0, dim);
            System.arraycopy(task, 0, axis, 0, dim * LANES);
            ALGEBRA.addScaled(lean, task, 0, query, 0, dim);
        } else if (leansOnQuery()) {
            System.arraycopy(query, 0, axis, 0, dim * LANES);
        }
        featureRoot.apply(query, 1);
        ALGEBRA.dots(query, 1, dim, task, target);
        ALGEBRA.addScaled(queryDeviation, extra, 0, target, 0, 1);
    }

    /** All at once: the generator makes several rows at a time. */
    private void drawNormals() {
        random.normals(drawn, rows);
        int vector = dim * LANES;
        System.arraycopy(drawn, 0, task, 0, vector);
        System.arraycopy(drawn, vector, query, 0, vector);
        System.arraycopy(drawn, 2 * vector, normal, 0, normal.length);
        int extraAt = 2 * vector + normal.length;
        System.arraycopy(drawn, extraAt, extra, 0, rows * LANES - extraAt);
    }

    /** Writes the sum of squares along the axis, (c z + sqrt(n) a |v|)^2 + c^2 chi^2_(n-1), given the squares |v|^2. */
    final void alongAxis(float[] squares, float[] out) {
        if (!hasAxis()) {
            random.chiSquares(examples, 1, out, 0);
            return;
        }
        random.chiSquares(examples - 1, 1, chi, 0);
        for (int lane = 0; lane < LANES; lane++) {
            float root = Math.fma(kept, extra[LANES + lane], shift * (float) Math.sqrt(squares[lane]));
            out[lane] = Math.fma(root, root, kept * kept * chi[lane]);
        }
    }
}
