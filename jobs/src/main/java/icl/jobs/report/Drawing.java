package icl.jobs.report;

import icl.core.check.Invalid;
import icl.jobs.frame.Frame;
import java.util.Map;
import java.util.Optional;

/**
 * A figure drawn from a results folder.
 *
 * @param name of the figure
 * @param caption what it shows, how to read it, and where it comes from
 * @param data what is drawn
 * @param size the width of the print
 * @param specification in Vega-Lite, with data, style and caption
 */
public record Drawing(String name, String caption, Frame data, Size size, Map<String, Object> specification) {
    /** The condition that chooses every result. */
    public static final String ALL = "true";

    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

    /**
     * Draws a figure.
     *
     * @param where an SQL condition on the results that are drawn, {@code true} for all
     * @throws Invalid when the folder has no results for it, or too many
     */
    public static Drawing of(Figure figure, Answers answers, Size size, String where) {
        Source source = Source.of(answers);
        Frame data = data(figure, answers, source, where)
                .orElseThrow(() -> new Invalid("Cannot draw figure " + figure.name()
                        + ": no results for it (icl sweep sweeps/" + figure.sweep() + ".yaml makes them)"));
        return of(figure, data, chosen(where) + source.of(new Rows(data)), size);
    }

    /**
     * What a figure draws; empty when the folder has no results for it, or one place along it alone.
     *
     * @throws Invalid when it has too many
     */
    static Optional<Frame> data(Figure figure, Answers answers, Source source, String where) {
        Frame data = figure.prepared(answers.to(source.overLatest(figure.sql(), where)));
        if (!data.isWhole()) {
            throw new Invalid("Cannot draw figure " + figure.name() + ": it has more than "
                    + data.rows().size() + " results (--where chooses some)");
        }
        long places = new Rows(data).numbers(figure.along()).distinct().count();
        return Optional.of(data).filter(some -> places > 1);
    }

    /** Draws these data, whose source is told at the end of the caption. */
    static Drawing of(Figure figure, Frame data, String source, Size size) {
        String caption = String.join(" ", figure.about(), figure.reading(data), source);
        Map<String, Object> specification = Spec.of(
                "$schema",
                SCHEMA,
                "description",
                caption,
                "usermeta",
                Spec.of("figure", figure.name(), "caption", caption),
                "data",
                Spec.of("values", new Rows(data).objects()));
        specification.putAll(figure.draw(data, size));
        specification.put("config", Style.config());
        return new Drawing(figure.name(), caption, data, size, specification);
    }

    private static String chosen(String where) {
        return where.equals(ALL) ? "" : "Results where " + where + ". ";
    }
}
