package icl.jobs.plan;

import java.util.HashMap;
import java.util.Map;

/**
 * How far the predicted costs of measures were off.
 *
 * @param factors seconds taken for each second predicted, by measure; 1 where nothing is known
 * @param tasks that this was learned from
 */
public record LearnedCosts(Map<String, Double> factors, long tasks) {
    /** Nothing was learned yet. */
    public static final LearnedCosts NONE = new LearnedCosts(Map.of(), 0);

    /** Seconds that have to be seen before they count as much as what was believed: the start of a JVM is slow. */
    private static final double DOUBT = 1;

    public LearnedCosts {
        factors = Map.copyOf(factors);
    }

    /**
     * What the cells of one measure took.
     *
     * @param predicted seconds, as the measure predicts them
     * @param taken seconds
     */
    public record Seen(double predicted, double taken) {}

    public double factor(String measure) {
        return factors.getOrDefault(measure, 1.0);
    }

    /** What is believed after this was seen, by measure, in so many more tasks. */
    public LearnedCosts after(Map<String, Seen> seen, long moreTasks) {
        Map<String, Double> learned = new HashMap<>(factors);
        seen.forEach((measure, what) -> learned.put(measure, revised(factor(measure), what)));
        return new LearnedCosts(learned, tasks + moreTasks);
    }

    /** On the scale of logarithms, where ten times too much is as far off as ten times too little. */
    private static double revised(double believed, Seen seen) {
        if (!(seen.predicted > 0 && seen.taken > 0)) {
            return believed;
        }
        double weight = Math.max(seen.predicted, seen.taken);
        return believed * Math.pow(seen.taken / (seen.predicted * believed), weight / (weight + DOUBT));
    }
}
