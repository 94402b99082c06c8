package icl.jobs.frame;

import icl.core.text.ControlCharacters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@link Format#TABLE}. */
final class TableText {
    private TableText() {}

    static void write(Frame frame, Appendable out) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        lines.add(frame.names().stream().map(ControlCharacters::of).toList());
        frame.rows().forEach(row -> lines.add(row.stream().map(Shown::of).toList()));
        int[] widths = widths(lines, frame.names().size());
        boolean[] right = right(frame);
        for (List<String> line : lines) {
            out.append(aligned(line, widths, right).stripTrailing()).append('\n');
        }
    }

    private static int[] widths(List<List<String>> lines, int columns) {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static boolean[] right(Frame frame) {
        boolean[] right = new boolean[frame.names().size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = Shown.isNumeric(frame.types().get(i));
        }
        return right;
    }

    private static String aligned(List<String> line, int[] widths, boolean[] right) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - line.get(i).length());
            text.append(i == 0 ? "" : "  ")
                    .append(right[i] ? padding : "")
                    .append(line.get(i))
                    .append(right[i] ? "" : padding);
        }
        return text.toString();
    }
}
