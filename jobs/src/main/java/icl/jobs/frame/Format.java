package icl.jobs.frame;

import java.io.IOException;

/** How a {@link Frame} is written as text. */
public enum Format {
    /** For reading: aligned columns, numbers to six digits, control characters escaped. */
    TABLE,
    /**
     * RFC 4180 with a header and exact numbers; missing is empty, an empty text is {@code ""}. A text that a spreadsheet would
     * take for a formula has an apostrophe in front; control characters except tabs and line breaks are escaped.
     */
    CSV,
    /** One array with an object for each row on a line of its own, numbers exact; missing is null. */
    JSON;

    public void write(Frame frame, Appendable out) throws IOException {
        switch (this) {
            case TABLE -> TableText.write(frame, out);
            case CSV -> CsvText.write(frame, out);
            case JSON -> JsonText.write(frame, out);
        }
    }
}
