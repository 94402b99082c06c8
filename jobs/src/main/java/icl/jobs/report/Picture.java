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

    private static final Pattern ROOT = Pattern.compile("<svg [^>]*width=\"([0-9.]+)\" height=\"([0-9.]+)\"[^>]*>");

    private static final double CAPTION_SIZE = 7.5;
    private static final double LINE = 9.5;
    private static final double MARGIN = 1;

    /** Shorter lines end before the edge in any typeface. */
    private static final double LONG = 0.8;

    /** Below the last line of the caption. */
    private static final int FOOT = 4;

    private final String caption;
    private final int width;
    private final FontFace typeface;
    private final List<String> lines;

    private Picture(String caption, int width, FontFace typeface) {
        this.caption = caption;
        this.width = width;
        this.typeface = typeface;
        lines = Lines.ofWords(caption, line -> typeface.width(line, CAPTION_SIZE, false) <= width - 2 * MARGIN);
    }

    /** The picture around what Vega drew; a drawing that came out too wide is scaled down. */
    static String of(String drawn, String caption, Size size, FontFace typeface) {
        return new Picture(caption, size.points(), typeface).around(drawn);
    }

    private String around(String drawn) {
        Matcher root = ROOT.matcher(drawn);
        if (!root.find()) {
            throw new IllegalStateException("No SVG: " + drawn.substring(0, Math.min(80, drawn.length())));
        }
        double natural = Double.parseDouble(root.group(1));
        double scale = Math.min(1, width / natural);
        double top = Double.parseDouble(root.group(2)) * scale + LINE;
        String inner = legal(drawn.substring(root.end(), drawn.lastIndexOf("</svg>")));
        return head(Math.ceil(top + LINE * (lines.size() - 1) + FOOT))
                + text("<g transform=\"translate(%.2f,0) scale(%.4f)\">", (width - natural * scale) / 2, scale)
                + inner
                + "</g>\n"
                + captionFrom(top)
                + "</svg>\n";
    }

    private String head(double height) {
        return text("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" ")
                + text("width=\"%dpt\" height=\"%.0fpt\" viewBox=\"0 0 %d %.0f\" ", width, height, width, height)
                + text("role=\"img\" font-family=\"%s\">\n<title>%s</title>\n", FontFace.FAMILY, escaped(caption))
                + text("<rect width=\"%d\" height=\"%.0f\" fill=\"white\"/>\n", width, height);
    }

    private String captionFrom(double top) {
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            texts.append(text("<text x=\"%.1f\" y=\"%.1f\" ", MARGIN, top + i * LINE))
                    .append(text("font-size=\"%.1fpx\" fill=\"%s\"%s>", CAPTION_SIZE, Style.INK, fitted(lines.get(i))))
                    .append(escaped(lines.get(i)))
                    .append("</text>\n");
        }
        return texts.toString();
    }

    /** Where our typeface is not at hand, another one takes the same room. */
    private String fitted(String line) {
        double length = typeface.width(line, CAPTION_SIZE, false);
        return length < LONG * width ? "" : text(" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\"", length);
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
