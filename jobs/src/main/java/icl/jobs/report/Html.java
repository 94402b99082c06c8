package icl.jobs.report;

import icl.core.text.ControlCharacters;
import icl.jobs.frame.Frame;
import icl.jobs.frame.Shown;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of HTML. Texts stay text, whatever they hold. */
final class Html {
    /** Longer texts in a cell have several lines. */
    private static final int LONG = 60;

    private Html() {}

    /** A text in one line. */
    static String text(String text) {
        return escaped(ControlCharacters.of(text));
    }

    /** A text with its lines and tabs. */
    static String lines(String text) {
        return text.lines().map(Html::line).collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        return List.of(line.split("\t", -1)).stream().map(Html::text).collect(Collectors.joining("\t"));
    }

    /** JSON as the text of a script element, which ends at no {@code <}. */
    static String json(Object tree) {
        return Spec.json(tree)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** A table that scrolls in its own box where it is too wide; columns without a value are left out. */
    static String table(String caption, Frame all) {
        Frame frame = new Rows(all).withoutEmptyColumns();
        StringBuilder html = new StringBuilder("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(text(caption))
                .append("\">\n<table>\n<caption><span>")
                .append(text(caption))
                .append("</span></caption>\n<thead><tr>");
        for (int i = 0; i < frame.names().size(); i++) {
            html.append(open(frame, i, "th scope=\"col\""))
                    .append(text(frame.names().get(i).replace('_', ' ')))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        frame.rows().forEach(row -> html.append(row(frame, row)));
        return html.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private static String row(Frame frame, List<Object> row) {
        StringBuilder html = new StringBuilder("<tr>");
        for (int i = 0; i < row.size(); i++) {
            String shown = row.get(i) == null ? "" : Shown.of(row.get(i));
            html.append(shown.length() > LONG ? "<td class=\"long\">" : open(frame, i, "td"))
                    .append(escaped(shown))
                    .append("</td>");
        }
        return html.append("</tr>\n").toString();
    }

    private static String open(Frame frame, int column, String element) {
        boolean isNumber = Shown.isNumeric(frame.types().get(column));
        return "<" + element + (isNumber ? " class=\"number\">" : ">");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
