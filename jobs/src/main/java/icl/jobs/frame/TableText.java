package icl.jobs.frame;

import icl.core.naming.Visible;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link Format#TABLE}. */
final class TableText {
    private static final MathContext DIGITS = new MathContext(6);

    private TableText() {}

    static void write(Frame frame, Appendable out) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        lines.add(frame.names().stream().map(Visible::of).toList());
        frame.rows().forEach(row -> lines.add(row.stream().map(TableText::cell).toList()));
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

    /** Numbers stand below each other at the right. */
    private static boolean[] right(Frame frame) {
        boolean[] right = new boolean[frame.names().size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = frame.types().get(i).matches("(tiny|small|big)?int|double|float|decimal.*");
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

    private static String cell(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return rounded(new BigDecimal(number));
        }
        return Visible.of(value instanceof List || value instanceof Map ? JsonText.of(value) : value.toString());
    }

    private static String rounded(BigDecimal number) {
        BigDecimal digits = number.round(DIGITS).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent >= -5 && exponent < 6 ? digits.toPlainString() : digits.toString();
    }
}
