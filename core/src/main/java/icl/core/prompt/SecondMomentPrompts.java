package icl.core.prompt;

import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;

/**
 * At most d + 1 examples with the law of X'X, X'y and y'y of all n examples: the columns of the Bartlett factor T with
 * T T' = X'X, with labels T'beta + noise, and, where there is noise and n &gt; d, one example with features 0 for the
 * rest of y'y. An orthogonal transformation of the examples changes none of the three statistics, and one of them maps
 * X to T'.
 */
public final class SecondMomentPrompts extends ReducedPrompts {
    private final int columns;
    private final float[] roots; // T_jj
    private final float[] rest = LaneAlgebra.rows(1);
    private final float[] below; // normals below the diagonal, and noise
    private final float[]
            mirror; // h of the Householder reflection I - 2 h h' / h'h, which maps the first coordinate to the axis
    private final float[] mirrorScale = LaneAlgebra.rows(1); // -2 / h'h
    private final float[] along;

    /**
     * Allocates a batch. The law has at least one example, and one noise variance and one correlation for all examples.
     */
    public SecondMomentPrompts(LinearGaussian law, SharedDirection axis, StreamKey stream) {
        super(law, axis, stream, length(law), false);
        columns = Math.min(dim, examples);
        roots = LaneAlgebra.rows(columns);
        below = LaneAlgebra.rows(LaneRandom.paddedRows(chunk * (dim + 1)));
        mirror = LaneAlgebra.rows(dim);
        along = LaneAlgebra.rows(chunk);
    }

    private static int length(LinearGaussian law) {
        int columns = Math.min(law.dim(), law.length());
        boolean rest = law.noiseVariance().at(0) > 0 && law.length() > columns;
        return rest ? columns + 1 : columns;
    }

    @Override
    protected void begin(long first) {
        super.begin(first);
        if (hasAxis()) {
            ALGEBRA.dots(axis, 1, dim, axis, along);
            alongAxis(along, roots);
            if (columns > 1) {
                random.chiSquares(examples - 1, columns - 1, roots, LANES);
                ALGEBRA.scale(kept * kept, roots, LANES, columns - 1);
            }
        } else {
            random.chiSquares(examples, columns, roots, 0);
        }
        if (length > columns) {
            random.chiSquares(examples - columns, 1, rest, 0);
        }
        for (int i = 0; i < columns * LANES; i++) {
            roots[i] = (float) Math.sqrt(roots[i]);
        }
        if (hasAxis()) {
            findMirror();
        }
    }

    /**
     * Computes the reflection. It maps the first coordinate to the axis times minus the sign of v_1; T_11 gets that
     * sign.
     */
    private void findMirror() {
        System.arraycopy(axis, 0, mirror, 0, dim * LANES);
        for (int lane = 0; lane < LANES; lane++) {
            float norm = (float) Math.sqrt(along[lane]);
            float first = axis[lane];
            mirror[lane] = first + Math.copySign(norm, first);
            mirrorScale[lane] = norm > 0 ? -1 / (norm * (norm + Math.abs(first))) : 0;
            roots[lane] = Math.copySign(roots[lane], -first);
        }
    }

    @Override
    protected void draw(int first, int count) {
        int drawn = Math.min(count, columns - first);
        int under = 0;
        for (int e = 0; e < drawn; e++) {
            under += dim - 1 - (first + e);
        }
        random.normals(below, under + (deviation > 0 ? drawn : 0));
        place(first, drawn);
        if (hasAxis()) {
            reflect(drawn);
        }
        featureRoot.apply(features, drawn);
        ALGEBRA.dots(features, drawn, dim, task, labels);
        if (deviation > 0) {
            ALGEBRA.addScaled(deviation, below, under * LANES, labels, 0, drawn);
        }
        if (drawn < count) {
            placeRest(drawn);
        }
    }

    private void place(int first, int count) {
        int from = 0;
        for (int e = 0; e < count; e++) {
            int diagonal = first + e;
            int at = e * dim * LANES;
            LaneAlgebra.fill(features, at, diagonal, 0);
            System.arraycopy(roots, diagonal * LANES, features, at + diagonal * LANES, LANES);
            int under = dim - 1 - diagonal;
            System.arraycopy(below, from * LANES, features, at + (diagonal + 1) * LANES, under * LANES);
            if (kept != 1) {
                ALGEBRA.scale(kept, features, at + (diagonal + 1) * LANES, under);
            }
            from += under;
        }
    }

    private void reflect(int count) {
        ALGEBRA.dots(features, count, dim, mirror, along);
        for (int e = 0; e < count; e++) {
            for (int lane = 0; lane < LANES; lane++) {
                along[e * LANES + lane] *= mirrorScale[lane];
            }
            ALGEBRA.addProducts(along, e * LANES, mirror, 0, features, e * dim * LANES, dim);
        }
    }

    private void placeRest(int e) {
        LaneAlgebra.fill(features, e * dim * LANES, dim, 0);
        for (int lane = 0; lane < LANES; lane++) {
            labels[e * LANES + lane] = deviation * (float) Math.sqrt(rest[lane]);
        }
    }
}
