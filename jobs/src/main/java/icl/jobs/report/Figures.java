package icl.jobs.report;

import icl.core.check.Invalid;
import icl.core.text.Suggestions;
import java.util.List;

/** The figures. To add one: write its file and name it here. */
public final class Figures {
    private static final List<Figure> ALL = List.of(
            RiskVersusLength.iid(),
            RiskVersusLength.retrieval(),
            RiskVersusLength.aligned(),
            RiskVersusAlpha.retrieval(),
            RiskVersusAlpha.aligned(),
            new LowRank(),
            new LoraShift(),
            new SubspaceAngle(),
            new SubspaceLora(),
            new TaskPrompts(),
            new TaskDiversity(),
            new Drift(),
            new Sequence(),
            RiskVersusLength.featureLaw(),
            new Filters(),
            new RankMap(),
            new TrainingCurves(),
            new Agreement());

    private Figures() {}

    /** All, in the order of the paper. */
    static List<Figure> all() {
        return ALL;
    }

    /** The names of all. */
    public static List<String> names() {
        return ALL.stream().map(Figure::name).toList();
    }

    /** A line on each: its name, what it shows, and the sweep that computes it. */
    public static List<String> list() {
        return ALL.stream()
                .map(figure -> "%-17s %s (sweeps/%s.yaml)".formatted(figure.name(), figure.about(), figure.sweep()))
                .toList();
    }

    /** The figure of that name; {@link Invalid}, with the names there are, when there is none. */
    public static Figure named(String name) {
        return ALL.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid(Suggestions.unknown("figure", name, names())));
    }
}
