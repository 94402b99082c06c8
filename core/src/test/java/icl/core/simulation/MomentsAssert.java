package icl.core.simulation;

import org.assertj.core.api.AbstractAssert;

/**
 * Statements about the mean that a sample was drawn with, each with the three numbers a test needs: {@code
 * assertThat(sample).hasMean(1.5).withFalseAlarm(1e-6).detecting(0.01, 0.999)} fails with probability 1e-6 when the mean is 1.5,
 * and with probability 0.999 when it is 1 % off; a sample too small to promise that fails too.
 */
public final class MomentsAssert extends AbstractAssert<MomentsAssert, Moments> {

    private MomentsAssert(Moments actual) {
        super(actual, MomentsAssert.class);
    }

    public static MomentsAssert assertThat(Moments actual) {
        return new MomentsAssert(actual);
    }

    /** The largest standard error with which a bias is found with this probability. */
    public static double standardErrorFinding(double bias, double probability, double falseAlarm) {
        return bias / (Normal.quantile(falseAlarm / 2) + Normal.quantile(1 - probability));
    }

    public WithMean hasMean(double mean) {
        return new WithMean(mean);
    }

    /** The mean that is claimed. */
    public final class WithMean {
        private final double mean;

        private WithMean(double mean) {
            this.mean = mean;
        }

        public WithFalseAlarm withFalseAlarm(double probability) {
            return new WithFalseAlarm(mean, Normal.quantile(probability / 2));
        }
    }

    /** The mean that is claimed, and how many standard errors a sample may be away from it. */
    public final class WithFalseAlarm {
        private final double mean;
        private final double bound;

        private WithFalseAlarm(double mean, double bound) {
            this.mean = mean;
            this.bound = bound;
        }

        /** Checks the claim, and that this relative bias would be found with this probability. */
        public void detecting(double bias, double probability) {
            double deviation = actual.mean() - mean;
            if (Math.abs(deviation) > bound * actual.standardError() + 1e-13 * Math.abs(mean)) {
                failWithMessage(
                        "mean of %d values is %s +- %s, not %s: %.2f standard errors away, bound %.2f",
                        actual.count(),
                        actual.mean(),
                        actual.standardError(),
                        mean,
                        deviation / actual.standardError(),
                        bound);
            }
            double reach = bias * Math.abs(mean) - bound * actual.standardError();
            if (reach < Normal.quantile(1 - probability) * actual.standardError()) {
                failWithMessage(
                        "%d values with a standard error of %s %% cannot find a bias of %s %% with probability %s",
                        actual.count(), 100 * actual.standardError() / Math.abs(mean), 100 * bias, probability);
            }
        }
    }
}
