package icl.jobs.sweep;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated lines; a field in double quotes may hold commas, and quotes written twice. */
final class Csv {
    private final String file;
    private final String text;
    private int at;
    private int line;

    Csv(String file, String text) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The line of the last row. */
    Mark mark() {
        return new Mark(file, Math.max(line, 1));
    }

    /** Whether there is a line that is not blank. */
    boolean hasNext() {
        while (at < text.length() && isBlankLine()) {
            at = lineEnd() + 1;
            line++;
        }
        return at < text.length();
    }

    /** The fields of the next line; of an empty text one empty field. */
    List<String> row() {
        line++;
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (at < text.length() && text.charAt(at++) == ',');
        return fields;
    }

    /** A field; afterwards its comma or line end is current. */
    private String field() {
        int end = at;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '"') {
            at = end;
            return quoted();
        }
        while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != '\n') {
            end++;
        }
        String field = text.substring(at, end).strip();
        at = end;
        return field;
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '\n') {
            if (text.charAt(i) != '"') {
                field.append(text.charAt(i));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else {
                at = i + 1;
                skipToEnd();
                return field.toString();
            }
            i++;
        }
        throw mark().invalid("Invalid field: a quote that does not end on its line (must end with \")");
    }

    private void skipToEnd() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\r')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            throw mark().invalid("Invalid field: text behind a closing quote (must be a comma or the end of the line)");
        }
    }

    private boolean isBlankLine() {
        return text.substring(at, lineEnd()).isBlank();
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
