package icl.jobs.report;

import icl.core.check.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the panels of a figure stand: below and beside each other, all of one size, the frames of their axes aligned.
 *
 * @param columns beside each other
 * @param across how many are beside each other in the order of the names, where that differs: the grid is then transposed
 * @param height of a panel
 * @param gap between the columns
 */
record PanelGrid(int columns, int across, int height, int gap) {
    /** Labels and title of the y axis. */
    private static final int LABELS = 34;

    private static final int RIGHT = 5;

    /** So many panels fill a page. */
    private static final int MOST = 48;

    /** A line of a title. */
    private static final int LINE = 9;

    private static final int BETWEEN_ROWS = 10;

    /** Labels of the y axis stick out of the frame by less. */
    private static final double ABOVE = 4;

    /** From there to the title. */
    private static final int OFFSET = 0;

    /** Draws one panel, which is the first of its row, and has none of its column below it, or not. */
    interface Panel {
        Map<String, Object> draw(String name, boolean isFirst, boolean isLast);
    }

    /** A grid in the order of the names; panels but the first of a row have no labels on their y axis. */
    static PanelGrid of(int columns, int height) {
        return new PanelGrid(columns, columns, height, 9);
    }

    /** With room for labels between the columns. */
    PanelGrid spaced() {
        return new PanelGrid(columns, across, height, 28);
    }

    /** Of names that come so many to a row of their own order. */
    PanelGrid transposedFrom(int names) {
        return new PanelGrid(columns, names, height, gap);
    }

    /**
     * The panels.
     *
     * @throws Invalid when there are more than can be read
     */
    Map<String, Object> of(List<String> names, Size size, Panel panel) {
        if (names.size() > MOST) {
            throw new Invalid(
                    "Cannot draw " + names.size() + " panels (must be at most " + MOST + "; --where chooses)");
        }
        List<String> ordered = ordered(names);
        int width = width(size);
        List<List<String>> titles = ordered.stream()
                .map(name -> Lines.ofTitle(name, line -> Style.fits(line, width + gap - 4)))
                .toList();
        int lines = titles.stream().mapToInt(List::size).max().orElse(1);
        List<Object> drawn = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            boolean isLast = i + columns >= ordered.size();
            drawn.add(Spec.with(
                    Spec.of(
                            "title",
                            Spec.of("text", titles.get(i), "offset", OFFSET),
                            "width",
                            width,
                            "height",
                            height),
                    levelled(panel.draw(ordered.get(i), i % columns == 0, isLast))));
        }
        return Spec.of(
                "concat",
                drawn,
                "columns",
                columns,
                "bounds",
                "flush",
                "spacing",
                Spec.of("row", LINE * lines + BETWEEN_ROWS, "column", gap));
    }

    /** With something unseen above the frame, on which titles stand at one height whatever the labels. */
    private static Map<String, Object> levelled(Map<String, Object> panel) {
        List<Object> layers = new ArrayList<>((List<?>) panel.get("layer"));
        layers.add(Spec.of(
                "data", Spec.of("values", List.of(Map.of())),
                "mark", Spec.of("type", "rule", "opacity", 0, "aria", false, "tooltip", null),
                "encoding",
                        Spec.of(
                                "x", Spec.of("value", 0),
                                "y", Spec.of("value", -ABOVE),
                                "y2", Spec.of("value", 0),
                                "stroke", null)));
        return Spec.with(panel, "layer", layers);
    }

    private int width(Size size) {
        return (size.points() - LABELS - RIGHT - (columns - 1) * gap) / columns;
    }

    private List<String> ordered(List<String> names) {
        if (across == columns || names.size() % across != 0) {
            return names;
        }
        int rows = names.size() / across;
        return IntStream.range(0, names.size())
                .mapToObj(i -> names.get(i % rows * across + i / rows))
                .toList();
    }
}
