package icl.jobs.report;

import icl.core.check.Invalid;
import icl.jobs.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A figure of a page.
 *
 * @param drawings in both sizes; none where the folder has no results for it, or it cannot be drawn
 * @param problem why it cannot be drawn
 */
record PageFigure(Figure figure, List<Drawing> drawings, Optional<String> problem) {
    static PageFigure of(Figure figure, Answers answers, Source source) {
        try {
            Optional<Frame> data = Drawing.data(figure, answers, source, Drawing.ALL);
            return new PageFigure(
                    figure, data.map(some -> draw(figure, some, source)).orElse(List.of()), Optional.empty());
        } catch (Invalid e) {
            return new PageFigure(figure, List.of(), Optional.of(e.getMessage()));
        }
    }

    /** Of a folder without results for it. */
    static PageFigure none(Figure figure) {
        return new PageFigure(figure, List.of(), Optional.empty());
    }

    private static List<Drawing> draw(Figure figure, Frame data, Source source) {
        List<Drawing> drawings = new ArrayList<>();
        for (Size size : Size.values()) {
            drawings.add(Drawing.of(figure, data, source.of(new Rows(data)), size));
        }
        return drawings;
    }

    boolean isDrawn() {
        return !drawings.isEmpty();
    }

    /** Where its picture goes, with the caption. */
    String html() {
        return new Template(Inline.resource("figure.html"))
                .with(Map.of(
                        "name", Html.text(figure.name()),
                        "caption", Html.text(drawings.get(0).caption())));
    }

    /** What the page draws it from: the data once, and the specification in each size without them. */
    Map<String, Object> json() {
        Map<String, Object> specifications = Spec.of();
        for (Drawing drawing : drawings) {
            Map<String, Object> without = Spec.with(drawing.specification(), "data", null);
            specifications.put(drawing.size().toString().toLowerCase(Locale.ROOT), without);
        }
        return Spec.of(
                "name",
                figure.name(),
                "data",
                ColumnarJson.of(drawings.get(0).data()),
                "specifications",
                specifications);
    }

    /** Why there is none, as an item of a list. */
    String absence() {
        String why = problem.orElse("no results for it here; icl sweep sweeps/" + figure.sweep() + ".yaml makes them");
        return "<li><code>" + Html.text(figure.name()) + "</code>: " + Html.text(why) + "</li>\n";
    }
}
