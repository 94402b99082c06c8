package icl.core.prompt;

import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;

/**
 * Prompts reduced to a statistic of all examples for estimators with equal weights, drawn without drawing the examples,
 * so that the cost does not grow with their number. All examples have the same noise variance and the same correlation
 * a, and there is at least one.
 *
 * <p>In whitened features the examples are c g_i + a v with g_i standard normal and an axis v: the query (c^2 = 1 -
 * a^2), the task (c = 1), or none. Along v their sum of squares is (c z + sqrt(n) a |v|)^2 + c^2 chi^2_(n-1); the other
 * coordinates have mean 0 (docs/formulas.md, section 13). If the axis is the task, the feature covariance must be the
 * identity.
 */
abstract class ReducedPrompts extends PromptBatch {
    private static final int EXTRA = 5;

    final LaneRandom random;
    final int examples;
    final float kept; // c
    final float deviation;
    final CovarianceRoot featureRoot;
    final float[] axis;
    final float[] normal; // normals for subclasses that need them, shape (d), else empty
    final float[] extra =
            LaneAlgebra.rows(EXTRA); // normals for the query's label, for the shift along the axis, for others

    private final boolean isQueryAxis;
    private final boolean isTaskAxis;
    private final TaskMixture tasks;
    private final float queryDeviation;
    private final float shift; // sqrt(n) times the factor of the axis in an example
    private final float labelScale;
    private final float taskFactor;
    private final float[] chi = LaneAlgebra.rows(1);
    private final int rows; // of normals that are drawn at once
    private final float[] drawn; // task, query, normal, extra

    ReducedPrompts(LinearGaussian law, SharedDirection axis, StreamKey stream, int length, boolean hasNormal) {
        super(law.dim(), length, Math.min(2, length));
        random = new LaneRandom(stream);
        isQueryAxis = axis.isQuery();
        isTaskAxis = axis.isTask();
        examples = law.length();
        featureRoot = law.featureRoot();
        tasks = law.taskMixture();
        deviation = (float) Math.sqrt(law.noiseVariance().at(0));
        queryDeviation = (float) Math.sqrt(law.noiseVariance().at(examples));
        kept = axis.deviation(0);
        labelScale = axis.labelScale(dim);
        taskFactor = axis.taskFactor(dim);
        shift = (float)
                (Math.sqrt(examples) * (isTaskAxis ? taskFactor : axis.alpha().at(0)));
        this.axis = LaneAlgebra.rows(dim);
        normal = LaneAlgebra.rows(hasNormal ? dim : 0);
        boolean needsExtra = hasAxis() || deviation > 0;
        rows = (hasNormal ? 3 : 2) * dim + (needsExtra ? EXTRA : 0);
        drawn = LaneAlgebra.rows(LaneRandom.paddedRows(rows));
    }

    /** Whether there is an axis. */
    final boolean hasAxis() {
        return isQueryAxis || isTaskAxis;
    }

    final boolean isQueryAxis() {
        return isQueryAxis;
    }

    @Override
    protected void begin(long first) {
        random.start(first);
        drawNormals();
        tasks.apply(random, task, group);
        if (isTaskAxis) {
            ALGEBRA.scale(labelScale, task, 0, dim);
            System.arraycopy(task, 0, axis, 0, dim * LANES);
            ALGEBRA.addScaled(taskFactor, task, 0, query, 0, dim);
        } else if (isQueryAxis) {
            System.arraycopy(query, 0, axis, 0, dim * LANES);
        }
        featureRoot.apply(query, 1);
        ALGEBRA.dots(query, 1, dim, task, target);
        ALGEBRA.addScaled(queryDeviation, extra, 0, target, 0, 1);
    }

    /** Draws all normals at once, since the generator makes several rows at a time. */
    private void drawNormals() {
        random.normals(drawn, rows);
        int vector = dim * LANES;
        System.arraycopy(drawn, 0, task, 0, vector);
        System.arraycopy(drawn, vector, query, 0, vector);
        System.arraycopy(drawn, 2 * vector, normal, 0, normal.length);
        int extraAt = 2 * vector + normal.length;
        System.arraycopy(drawn, extraAt, extra, 0, rows * LANES - extraAt);
    }

    /**
     * Overwrites a row with the sum of squares along the axis, (c z + sqrt(n) a |v|)^2 + c^2 chi^2_(n-1), given the
     * squares |v|^2.
     */
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
