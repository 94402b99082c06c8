package icl.core.prompt;

import icl.core.design.AlignedDesign;
import icl.core.design.Covariance;
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
abstract class ReducedPrompts extends PromptLanes {
    final int examples;
    final float kept; // c
    final float deviation;
    final Root featureRoot;
    final float[] axis;
    final float[] extra; // rows of normals: for the query's label, for the shift along the axis, for others

    private final Design design;
    private final Root taskRoot;
    private final float queryDeviation;
    private final float shift; // sqrt(n) a, for the axis as it is kept
    private final float lean;
    private final float[] chi = LaneAlgebra.rows(1);

    ReducedPrompts(Design design, StreamKey stream, int length) {
        super(stream, design.dim(), length, Math.min(2, length));
        this.design = design;
        examples = design.length();
        featureRoot = Root.of(design.featureCovariance(), dim);
        taskRoot = Root.of(design.taskCovariance(), dim);
        deviation = (float) Math.sqrt(design.noiseVariance().at(0));
        queryDeviation = (float) Math.sqrt(design.noiseVariance().at(examples));
        double a =
                design instanceof RetrievalDesign retrieval ? retrieval.alpha().at(0) : 0;
        kept = (float) Math.sqrt((1 - a) * (1 + a));
        lean = design instanceof AlignedDesign aligned ? (float) (aligned.alpha() / AlignedPrompts.gamma(aligned)) : 0;
        shift = (float) (Math.sqrt(examples) * (design instanceof AlignedDesign ? lean : a));
        axis = LaneAlgebra.rows(LaneRandom.room(dim));
        extra = LaneAlgebra.rows(LaneRandom.room(6));
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
        random.normals(extra, 6);
        random.normals(task, dim);
        taskRoot.apply(task, 1);
        random.normals(query, dim);
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

    /** Writes (c z + sqrt(n) a |v|)^2 + c^2 chi^2_(n-1), the sum of squares along the axis, given the squares |v|^2. */
    final void alongAxis(float[] squares, float[] out) {
        random.chiSquares(examples - 1, 1, chi, 0);
        for (int lane = 0; lane < LANES; lane++) {
            float root = Math.fma(kept, extra[LANES + lane], shift * (float) Math.sqrt(squares[lane]));
            out[lane] = Math.fma(root, root, kept * kept * chi[lane]);
        }
    }
}
