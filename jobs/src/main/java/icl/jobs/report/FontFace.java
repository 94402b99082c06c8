package icl.jobs.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The one typeface of all figures, which comes with the program: the same text has the same width everywhere. */
final class FontFace {
    static final String NAME = "Source Sans 3";
    static final String REGULAR = "SourceSans3-Regular.ttf";

    /** What Java calls its weight of 600: a family of its own. */
    static final String SEMIBOLD = NAME + " Semibold";

    /** Its name, and what stands in where an SVG is shown without it. */
    static final String FAMILY = NAME + ", Source Sans Pro, Helvetica, Arial, sans-serif";

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    /** Widths are measured at this size: they are proportional to it. */
    private static final int LARGE = 100;

    private final Font regular = registered(REGULAR);
    private final Font bold = registered("SourceSans3-Semibold.ttf");

    /** The width of a line of text. */
    double width(String text, double size, boolean isBold) {
        return (isBold ? bold : regular).getStringBounds(text, CONTEXT).getWidth() * size / LARGE;
    }

    private static Font registered(String file) {
        try (InputStream in = FontFace.class.getResourceAsStream(file)) {
            Font font = Font.createFont(Font.TRUETYPE_FONT, in);
            GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
            return font.deriveFont((float) LARGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("Cannot read font " + file, e);
        }
    }
}
