package icl.core.prompt;

import icl.core.linalg.LaneAlgebra;
import icl.core.random.StreamKey;

/**
 * One example of label 1 whose features have the law of X'y, the statistic of a gradient step with equal weights. In
 * the span of axis and task, which determines the labels, X'y is computed from a Bartlett factor of two columns;
 * orthogonal to it, it is |y| times a normal vector.
 */
public final class StepPrompts extends ReducedPrompts {
    private final int span; // dimension of the subspace that determines the labels
    private final float[] whiteTask; // F' beta
    private final float[] alongNormal = LaneAlgebra.rows(1);
    private final float[] alongTask = LaneAlgebra.rows(1);
    private final float[] axisSquare = LaneAlgebra.rows(1);
    private final float[] taskSquare = LaneAlgebra.rows(1);
    private final float[] taskNormal = LaneAlgebra.rows(1);
    private final float[] first = LaneAlgebra.rows(1); // T_11^2
    private final float[] second = LaneAlgebra.rows(1); // T_22^2
    private final float[] rest = LaneAlgebra.rows(1); // chi-square of the noise orthogonal to the span
    private final float[] ofAxis = LaneAlgebra.rows(1);
    private final float[] ofTask = LaneAlgebra.rows(1);

    /**
     * Allocates a batch. The law has at least one example, and one noise variance and one correlation for all examples.
     */
    public StepPrompts(LinearGaussian law, SharedDirection axis, StreamKey stream) {
        super(law, axis, stream, 1, true);
        span = isQueryAxis() ? Math.min(2, Math.min(dim, examples)) : 1;
        whiteTask = LaneAlgebra.rows(dim);
        LaneAlgebra.fill(labels, 0, 1, 1);
    }

    @Override
    protected void begin(long firstPrompt) {
        super.begin(firstPrompt);
        System.arraycopy(task, 0, whiteTask, 0, dim * LANES);
        featureRoot.applyTransposed(whiteTask);
        if (!isQueryAxis()) {
            System.arraycopy(whiteTask, 0, axis, 0, dim * LANES);
        }
    }

    @Override
    protected void draw(int firstExample, int count) {
        ALGEBRA.dots(axis, 1, dim, axis, axisSquare);
        ALGEBRA.dots(axis, 1, dim, normal, alongNormal);
        alongAxis(axisSquare, first);
        if (deviation > 0) {
            random.chiSquares(examples - span, 1, rest, 0);
        }
        LaneAlgebra.fill(features, 0, dim, 0);
        if (isQueryAxis()) {
            besideQuery();
            ALGEBRA.addProducts(ofTask, 0, whiteTask, 0, features, 0, dim);
        } else {
            alongTask();
        }
        ALGEBRA.addProducts(ofAxis, 0, axis, 0, features, 0, dim);
        ALGEBRA.addProducts(alongNormal, 0, normal, 0, features, 0, dim);
        featureRoot.apply(features, 1);
    }

    /**
     * Computes the factors of axis and normal vector, {@code ofAxis} and {@code alongNormal}, where the axis is the
     * task.
     */
    private void alongTask() {
        for (int lane = 0; lane < LANES; lane++) {
            float norm = (float) Math.sqrt(axisSquare[lane]);
            float t = (float) Math.sqrt(first[lane]);
            float y = Math.fma(t, norm, deviation * extra[2 * LANES + lane]);
            float size = (float) Math.sqrt(Math.fma(y, y, deviation * deviation * rest[lane]));
            float across = norm > 0 ? 1 / norm : 0;
            ofAxis[lane] = Math.fma(t, y, -size * alongNormal[lane] * across) * across;
            alongNormal[lane] = size;
        }
    }

    /**
     * Computes the factors where the axis is the query; the part of the task orthogonal to it is a second direction.
     */
    private void besideQuery() {
        ALGEBRA.dots(whiteTask, 1, dim, whiteTask, taskSquare);
        ALGEBRA.dots(axis, 1, dim, whiteTask, alongTask);
        ALGEBRA.dots(whiteTask, 1, dim, normal, taskNormal);
        if (span == 2) {
            random.chiSquares(examples - 1, 1, second, 0);
        }
        for (int lane = 0; lane < LANES; lane++) {
            besideQuery(lane);
        }
    }

    private void besideQuery(int lane) {
        float norm = (float) Math.sqrt(axisSquare[lane]);
        float overNorm = norm > 0 ? 1 / norm : 0;
        float along = alongTask[lane] * overNorm; // e1'b
        float width = dim > 1 ? (float) Math.sqrt(Math.max(taskSquare[lane] - along * along, 0)) : 0; // e2'b
        float overWidth = width > 1e-6f * Math.abs(along) ? 1 / width : 0;
        float t11 = (float) Math.sqrt(first[lane]);
        float t21 = kept * extra[3 * LANES + lane];
        float y1 = Math.fma(t11, along, Math.fma(t21, width, deviation * extra[2 * LANES + lane]));
        float t22 = span == 2 ? kept * (float) Math.sqrt(second[lane]) : 0;
        float y2 = span == 2 ? Math.fma(t22, width, deviation * extra[4 * LANES + lane]) : 0;
        float squares = Math.fma(y1, y1, Math.fma(y2, y2, deviation * deviation * rest[lane]));
        float size = kept * (float) Math.sqrt(squares);
        float normal1 = alongNormal[lane] * overNorm; // e1'g
        float normal2 = (taskNormal[lane] - along * normal1) * overWidth; // e2'g
        float step1 = Math.fma(t11, y1, -size * normal1);
        float step2 = Math.fma(t21, y1, Math.fma(t22, y2, -size * normal2));
        ofTask[lane] = step2 * overWidth; // e2 = (b - (e1'b) e1) / width
        ofAxis[lane] = (step1 - ofTask[lane] * along) * overNorm;
        alongNormal[lane] = size;
    }
}
