package icl.jobs.sweep;

import icl.core.check.NotFinite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a measure says about a cell, in units of a label squared. A risk and a method make one; the rest is added.
 *
 * @param risk mean squared error, the noise of the query's label included
 * @param method how it was obtained, in a few words
 * @param stopped why the measure came to its end, in a word, where it might have gone on: {@code target}, {@code budget}
 * @param restarts of training, in the order of their numbers; none where nothing is trained
 */
public record Estimate(
        double risk,
        String method,
        Sampling sampling,
        Explanation explanation,
        Optional<String> stopped,
        List<Restart> restarts) {
    public Estimate {
        requireFinite("risk", OptionalDouble.of(risk));
        restarts = List.copyOf(restarts);
    }

    /** A risk, and nothing beside it. */
    public static Estimate of(double risk, String method) {
        return new Estimate(risk, method, Sampling.NONE, Explanation.NONE, Optional.empty(), List.of());
    }

    public Estimate withSampling(Sampling given) {
        return new Estimate(risk, method, given, explanation, stopped, restarts);
    }

    public Estimate withExplanation(Explanation given) {
        return new Estimate(risk, method, sampling, given, stopped, restarts);
    }

    public Estimate withStopped(String why) {
        return new Estimate(risk, method, sampling, explanation, Optional.of(why), restarts);
    }

    public Estimate withRestarts(List<Restart> given) {
        return new Estimate(risk, method, sampling, explanation, stopped, given);
    }

    static void requireFinite(String name, OptionalDouble value) {
        value.ifPresent(number -> NotFinite.require(name, number));
    }
}
