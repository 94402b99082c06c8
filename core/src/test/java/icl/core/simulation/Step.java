package icl.core.simulation;

import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;

/** The predictor x' W X'(w o y): W, shape (d, d), and w, shape (n). */
public record Step(Matrix preconditioner, Vector weights) {

    public double[][] w() {
        return Dense.of(preconditioner);
    }
}
