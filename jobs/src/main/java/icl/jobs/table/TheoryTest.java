package icl.jobs.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Theory against simulation over a whole table. H0: every simulated risk has the exact risk of its cell as its mean, and no trained
 * risk has a mean below it, unless the exact risk is that of a step alone (method {@code reduced}). The largest deviation, in standard errors, alarms at {@link #HALF} by Bonferroni; the sum of the squares
 * of all simulated ones at {@link #HALF} by chi-square. So of tables without an error one in a thousand alarms.
 */
final class TheoryTest {
    /** The share of tables without an error that alarm. */
    static final double FALSE_ALARM = 1e-3;

    private static final double HALF = FALSE_ALARM / 2;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final List<Sampled> sampled = new ArrayList<>();
    private final Map<String, Double> exact = new HashMap<>();
    private final Set<String> reduced = new HashSet<>();

    /**
     * A risk that was estimated from samples.
     *
     * @param isTrained a model that may be worse than the best one
     */
    private record Sampled(String cell, boolean isTrained, double risk, double error) {}

    /** The least likely deviation. */
    private record Worst(Sampled of, double z, double probability) {}

    void addSampled(String cell, boolean isTrained, double risk, double error) {
        sampled.add(new Sampled(cell, isTrained, risk, error));
        exact.put(cell, Double.NaN);
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
        List<Worst> all = new ArrayList<>();
        for (Sampled one : sampled) {
            double z = (one.risk - exact.get(one.cell)) / one.error;
            boolean isBound = !one.isTrained || !reduced.contains(one.cell);
            if (!Double.isNaN(z) && isBound) {
                all.add(new Worst(one, z, one.isTrained ? below(z) : 2 * below(-Math.abs(z))));
            }
        }
        largest(all, findings);
        all.removeIf(one -> one.of.isTrained);
        squares(all, findings);
        findings.checked(
                String.format(
                        Locale.ROOT,
                        "simulated and sampled risks against exact ones (false alarm %s of a table)",
                        FALSE_ALARM),
                all.size());
    }

    private static double below(double z) {
        return NORMAL.cumulativeProbability(z);
    }

    private static void largest(List<Worst> all, Findings findings) {
        for (Worst one : all) {
            if (one.probability < HALF / all.size()) {
                findings.problem(String.format(
                        Locale.ROOT,
                        "cell %s: its %s risk %s is %.1f standard errors from the exact one (by chance in one of %.2g such tables)",
                        one.of.cell,
                        one.of.isTrained ? "trained" : "simulated",
                        one.of.risk,
                        one.z,
                        1 / (one.probability * all.size())));
            }
        }
    }

    private static void squares(List<Worst> all, Findings findings) {
        if (all.isEmpty()) {
            return;
        }
        double sum = all.stream().mapToDouble(one -> one.z * one.z).sum();
        double probability = ChiSquaredDistribution.of(all.size()).survivalProbability(sum);
        if (probability < HALF) {
            findings.problem(String.format(
                    Locale.ROOT,
                    "simulated risks: the squares of %d deviations from theory add up to %.1f (by chance in one of %.2g such tables)",
                    all.size(),
                    sum,
                    1 / probability));
        }
    }
}
