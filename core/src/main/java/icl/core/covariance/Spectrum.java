package icl.core.covariance;

import icl.core.linalg.CompensatedSums;
import icl.core.linalg.Vector;
import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/**
 * The eigenvalues of Sigma = S_x^(1/2) S_beta S_x^(1/2), at least 0, in descending order. Most risks depend on the
 * covariances S_x of the features and S_beta of the task through them only.
 */
public final class Spectrum {
    private final double[] values;
    private final DD trace;

    private Spectrum(double[] descending) {
        values = descending;
        trace = CompensatedSums.sum(descending);
    }

    /** A spectrum of values in any order. Negative values, which rounding gives for singular matrices, become 0. */
    public static Spectrum of(double... values) {
        double[] v = values.clone();
        Arrays.sort(v);
        double[] descending = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            descending[i] = Math.max(0, v[v.length - 1 - i]);
        }
        return new Spectrum(descending);
    }

    /** The number of eigenvalues, zeros included. */
    public int dim() {
        return values.length;
    }

    /** Eigenvalue i, from 0 for the largest. */
    public double get(int i) {
        return values[i];
    }

    /** The sum of the eigenvalues, rounded to double precision. */
    public double trace() {
        return trace.hi();
    }

    /** The trace in double-double arithmetic. */
    public DD preciseTrace() {
        return trace;
    }

    /** The number of eigenvalues that are not 0. */
    public int support() {
        int support = values.length;
        while (support > 0 && values[support - 1] == 0) {
            support--;
        }
        return support;
    }

    /** The eigenvalues in descending order, shape (dim). */
    public Vector values() {
        return Vector.of(values);
    }
}
