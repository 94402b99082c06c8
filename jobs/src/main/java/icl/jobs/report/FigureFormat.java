package icl.jobs.report;

import java.util.Locale;

/** What a figure is written as. */
public enum FigureFormat {
    /** The picture with its caption, text as text. */
    SVG,
    /** The same as a page, text as outlines. */
    PDF,
    /** The same as pixels, 300 to the inch. */
    PNG,
    /** The Vega-Lite specification with its data. */
    JSON,
    /** The data. */
    CSV;

    /** How names of such files end, without the dot. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a picture. */
    boolean isPicture() {
        return this == SVG || this == PDF || this == PNG;
    }
}
