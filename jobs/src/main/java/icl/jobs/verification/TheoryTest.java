package icl.jobs.verification;

import icl.core.stats.SidedErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Theory against simulation over a whole table. H0: every simulated risk has the exact risk of its cell as its mean, and no trained
 * risk has a mean below it, unless the exact risk is that of a step alone (method {@code reduced}). A difference is measured in the
 * {@link SidedErrors} of the simulated risk and compared with a {@link Law}, which gives its probability. The smallest probability alarms at {@link #HALF} by Bonferroni. The squares of the normal
 * numbers that have the probabilities of the simulated risks alarm at {@link #HALF} by chi-square. So of tables without an error at
 * most one in a thousand alarms. docs/verification.md says how that was measured, and what errors are found.
 */
final class TheoryTest {
    /** The share of tables without an error that alarm, at most. */
    static final double FALSE_ALARM = 1e-3;

    private static final double HALF = FALSE_ALARM / 2;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Sums of single precision are right to this part of a risk. */
    private static final double RESOLUTION = 1e-5;

    /** The probability with which the note says that an error is found. */
    private static final double POWER = 0.99;

    private final List<Sampled> sampled = new ArrayList<>();
    private final Map<String, Double> exact = new HashMap<>();
    private final Set<String> reduced = new HashSet<>();
    private long withoutErrors;

    /** How often differences without an error of theory are how large. Student's laws, since rare numbers make up much of a mean. */
    enum Law {
        /** Of means that have the prompts that their precision and skewness take. */
        CALIBRATED(SidedErrors.DEGREES),
        /** Of means whose prompts were used up before, and of those of which it is not known. */
        HEAVY(4);

        private final int degrees;

        Law(int degrees) {
            this.degrees = degrees;
        }

        private double below(double z) {
            return TDistribution.of(degrees).cumulativeProbability(z);
        }

        private double bound(double probability) {
            return TDistribution.of(degrees).inverseSurvivalProbability(probability);
        }
    }

    /**
     * A risk that was estimated from samples.
     *
     * @param cell its identity
     * @param errors of the risk
     * @param restarts of which it is the best: 0 for a simulated risk, of which the mean is the exact one
     */
    record Sampled(String cell, double risk, SidedErrors errors, Law law, int restarts) {
        private boolean isTrained() {
            return restarts > 0;
        }
    }

    /** A sampled risk beside the exact one: how far apart they are, and how probable that is by chance. */
    private record Compared(Sampled of, double exact, double z, double probability) {
        static Compared of(Sampled one, double exact) {
            double z = one.errors.atLeast(RESOLUTION * Math.abs(exact)).z(one.risk, exact);
            double probability = one.isTrained() ? one.restarts * one.law.below(z) : 2 * one.law.below(-Math.abs(z));
            return new Compared(one, exact, z, Math.min(1, probability));
        }

        /** The square of the normal number that is as improbable. */
        double square() {
            double normal = NORMAL.inverseSurvivalProbability(probability / 2);
            return normal * normal;
        }

        /** The relative error of the exact risk that is found when differences of this probability alarm. */
        double found(double alarm) {
            double z = of.law.bound(alarm / 2) + NORMAL.inverseCumulativeProbability(POWER);
            return z * Math.max(of.errors.below(), of.errors.above()) / exact;
        }
    }

    void addSampled(Sampled one) {
        sampled.add(one);
        exact.put(one.cell, Double.NaN);
    }

    /** Counts a sampled risk of an earlier version, which has no errors on two sides. */
    void addWithoutErrors() {
        withoutErrors++;
    }

    /** Notes an exact risk of a step alone, which the trained layer may be better than, if its cell was sampled. */
    void addReduced(String cell, double risk) {
        addExact(cell, risk);
        reduced.add(cell);
    }

    /** Notes an exact risk, if its cell was sampled. */
    void addExact(String cell, double risk) {
        exact.computeIfPresent(cell, (key, unknown) -> risk);
    }

    boolean isEmpty() {
        return sampled.isEmpty();
    }

    void report(Findings findings) {
        List<Compared> all = new ArrayList<>();
        for (Sampled one : sampled) {
            double known = exact.get(one.cell);
            boolean isBound = !one.isTrained() || !reduced.contains(one.cell);
            if (!Double.isNaN(known) && isBound) {
                all.add(Compared.of(one, known));
            }
        }
        largest(all, findings);
        List<Compared> simulated =
                all.stream().filter(one -> !one.of.isTrained()).toList();
        squares(simulated, findings);
        findings.checked(
                String.format(
                        Locale.ROOT,
                        "simulated and sampled risks against exact ones (false alarm %s of a table)",
                        FALSE_ALARM),
                all.size());
        notes(simulated, HALF / all.size(), findings);
    }

    private static void largest(List<Compared> all, Findings findings) {
        for (Compared one : all) {
            if (one.probability < HALF / all.size()) {
                findings.problem(String.format(
                        Locale.ROOT,
                        "cell %s: its %s risk %s is %.1f errors from the exact one, %s (by chance in at most one of %.2g such tables)",
                        one.of.cell,
                        one.of.isTrained() ? "trained" : "simulated",
                        one.of.risk,
                        one.z,
                        one.exact,
                        1 / (one.probability * all.size())));
            }
        }
    }

    private static void squares(List<Compared> simulated, Findings findings) {
        if (simulated.isEmpty()) {
            return;
        }
        double sum = simulated.stream().mapToDouble(Compared::square).sum();
        double probability = ChiSquaredDistribution.of(simulated.size()).survivalProbability(sum);
        if (probability < HALF) {
            findings.problem(String.format(
                    Locale.ROOT,
                    "simulated risks: the squares of %d deviations from theory add up to %.1f (by chance in at most one of %.2g"
                            + " such tables)",
                    simulated.size(),
                    sum,
                    1 / probability));
        }
    }

    private void notes(List<Compared> simulated, double alarm, Findings findings) {
        double[] found = simulated.stream()
                .filter(one -> one.exact > 0)
                .mapToDouble(one -> one.found(alarm))
                .sorted()
                .toArray();
        if (found.length > 0) {
            findings.note(String.format(
                    Locale.ROOT,
                    "an error of the exact risk in one cell is found with probability %s when it is %s of the risk (median of %,d"
                            + " cells; from %s to %s)",
                    POWER,
                    percent(found[found.length / 2]),
                    found.length,
                    percent(found[0]),
                    percent(found[found.length - 1])));
        }
        if (withoutErrors > 0) {
            findings.note(String.format(
                    Locale.ROOT,
                    "%,d sampled risks of an earlier version were not compared with theory: they have no error_below and"
                            + " error_above",
                    withoutErrors));
        }
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, part < 0.1 ? "%.2g %%" : "%.0f %%", 100 * part);
    }
}
