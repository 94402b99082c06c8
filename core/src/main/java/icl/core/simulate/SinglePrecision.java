package icl.core.simulate;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.design.Design;
import icl.core.design.Units;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses designs whose numbers leave the range of single precision, in which prompts are drawn. Overflow gives
 * infinity, which is detected when numbers are summed. Underflow gives 0 and would not be detected, so variances are
 * checked before.
 *
 * <p>A risk is a sum of products of noise variances, entries of the two covariances, and factors that have no unit. Let
 * M = tr(S_x S_beta) + noise be the variance of the query's label. Coordinates whose product of variances is below
 * 2^-50 M/d add less than rounding does to a risk above 2^-26 M. Where the others lie in 2^-50 .. 2^50 and M is at
 * least 2^-40, products of two features, two tasks and a preconditioner stay above 2^-126.
 */
final class SinglePrecision {
    private static final double LEAST_LABEL = 0x1p-40;
    private static final double LARGEST = 0x1p50;
    private static final double NEGLIGIBLE = 0x1p-50;

    private SinglePrecision() {}

    /** Checks the variances of a design that is simulated in its own units. */
    static void require(Design design) {
        require(design, Optional.empty());
    }

    /** Checks the variances that a design has in these units; messages show its own. */
    static void require(Design design, Optional<Units> units) {
        int features = units.map(Units::features).orElse(0);
        int labels = units.map(Units::labels).orElse(0);
        Design scaled = units.map(design::inUnits).orElse(design);
        int d = design.dim();
        Covariance featureCovariance = scaled.featureCovariance();
        Covariance tasks = scaled.taskSecondMoment();
        double label = traceOfProduct(featureCovariance, tasks, d)
                + scaled.noiseVariance().at(design.length());
        Vector x = diagonal(featureCovariance, d);
        Vector beta = diagonal(tasks, d);
        for (int i = 0; i < d; i++) {
            if (x.get(i) * beta.get(i) > NEGLIGIBLE * label / d) {
                requireInRange("feature_covariance", i, x.get(i), features);
                requireInRange("task_covariance", i, beta.get(i), labels - features);
            }
        }
        if (label != 0 && !(label >= LEAST_LABEL)) {
            throw new Invalid(
                    "variance of the query's label",
                    Math.scalb(label, labels),
                    "at least " + shown(LEAST_LABEL, labels)
                            + " beside the other variances, in a simulation, which has single precision");
        }
    }

    private static void requireInRange(String name, int coordinate, double variance, int exponent) {
        if (!(variance >= 1 / LARGEST && variance <= LARGEST)) {
            throw new Invalid(
                    name + " of coordinate " + (coordinate + 1),
                    Math.scalb(variance, exponent),
                    "in [" + shown(1 / LARGEST, exponent) + ", " + shown(LARGEST, exponent)
                            + "] beside the other variances, in a simulation, which has single precision");
        }
    }

    private static String shown(double power, int exponent) {
        return String.format(Locale.ROOT, "%.1e", Math.scalb(power, exponent));
    }

    private static Vector diagonal(Covariance covariance, int dim) {
        return covariance.diagonal(dim).orElseGet(() -> covariance.matrix(dim).diagonal());
    }

    private static double traceOfProduct(Covariance a, Covariance b, int dim) {
        double sum = 0;
        if (a.diagonal(dim).isPresent() || b.diagonal(dim).isPresent()) {
            Vector x = diagonal(a, dim);
            Vector y = diagonal(b, dim);
            for (int i = 0; i < dim; i++) {
                sum += x.get(i) * y.get(i);
            }
            return sum;
        }
        Matrix x = a.matrix(dim);
        Matrix y = b.matrix(dim);
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                sum += x.get(i, j) * y.get(i, j);
            }
        }
        return Math.max(0, sum); // of semidefinite matrices; rounding may leave less
    }
}
