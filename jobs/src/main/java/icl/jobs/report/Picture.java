package icl.jobs.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A drawing with its caption below, exactly as wide as it is printed, as SVG. */
final class Picture {
    /** What XML cannot hold, however it is escaped. */
    private static final Pattern ILLEGAL =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final double CAPTION_SIZE = 7.5;
    private static final double LINE = 9.5;
    private static final double MARGIN = 1;
    private static final Pattern ROOT = Pattern.compile("<svg [^>]*width=\"([0-9.]+)\" height=\"([0-9.]+)\"[^>]*>");

    private Picture() {}

    /** The picture around what Vega drew; a drawing that came out too wide is scaled down. */
    static String of(String drawn, String caption, Size size, Typeface typeface) {
        Matcher root = ROOT.matcher(drawn);
        if (!root.find()) {
            throw new IllegalStateException("No SVG: " + drawn.substring(0, Math.min(80, drawn.length())));
        }
        double width = Double.parseDouble(root.group(1));
        double height = Double.parseDouble(root.group(2));
        double scale = Math.min(1, size.points() / width);
        List<String> lines =
                Lines.ofWords(caption, line -> typeface.width(line, CAPTION_SIZE, false) <= size.points() - 2 * MARGIN);
        double top = height * scale + LINE;
        double whole = Math.ceil(top + LINE * (lines.size() - 1) + 4);
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%dpt\" height=\"%.0fpt\""
                        + " viewBox=\"0 0 %d %.0f\" role=\"img\" font-family=\"%s\">\n",
                size.points(), whole, size.points(), whole, Typeface.FAMILY));
        svg.append("<title>").append(escaped(caption)).append("</title>\n");
        svg.append(text("<rect width=\"%d\" height=\"%.0f\" fill=\"white\"/>\n", size.points(), whole));
        svg.append(text("<g transform=\"translate(%.2f,0) scale(%.4f)\">", (size.points() - width * scale) / 2, scale));
        svg.append(legal(drawn.substring(root.end(), drawn.lastIndexOf("</svg>"))))
                .append("</g>\n");
        for (int i = 0; i < lines.size(); i++) {
            svg.append(text(
                            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1fpx\" fill=\"#222\">",
                            MARGIN, top + i * LINE, CAPTION_SIZE))
                    .append(escaped(lines.get(i)))
                    .append("</text>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String escaped(String text) {
        return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String legal(String text) {
        return ILLEGAL.matcher(text).replaceAll("\uFFFD");
    }
}
