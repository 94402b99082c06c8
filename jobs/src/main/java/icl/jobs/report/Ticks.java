package icl.jobs.report;

import icl.core.check.Invalid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A logarithmic axis: its ends and the values it is marked at.
 *
 * @param low the lower end
 * @param high the upper end
 * @param values where it is marked: at decades; where these are fewer than three, at the numbers if they are few, else at 1, 2 and 5, or at equal steps
 */
record Ticks(double low, double high, List<Double> values) {
    /** Room beside the numbers, as a part of the axis. */
    private static final double MARGIN = 0.03;

    /** Room above the last mark for its label, as a part of the axis. */
    private static final double LABEL = 0.05;

    private static final int FEWEST = 3;

    /** So few numbers are marked themselves rather than 1, 2 and 5. */
    private static final int FEW = 5;

    /**
     * The axis around these numbers, which rise.
     *
     * @throws Invalid when one is not positive
     */
    static Ticks around(double[] numbers) {
        if (numbers.length > 0 && numbers[0] <= 0) {
            throw new Invalid("Cannot draw " + numbers[0]
                    + " on a logarithmic axis (--where leaves it out, as in --where \"risk > 0\")");
        }
        double low = numbers.length == 0 ? 1 : numbers[0];
        double high = numbers.length == 0 ? 10 : numbers[numbers.length - 1];
        double room = Math.max(Math.pow(high / low, MARGIN), 1.02);
        List<Double> marks = marks(low / room, high * room, numbers);
        double top = marks.isEmpty() ? high : marks.get(marks.size() - 1);
        return new Ticks(low / room, Math.max(high * room, top * Math.pow(high / low, LABEL)), marks);
    }

    private static List<Double> marks(double low, double high, double[] numbers) {
        List<Double> decades = values(low, high, 1);
        if (decades.size() >= FEWEST) {
            return decades;
        }
        if (numbers.length <= FEW) {
            return Arrays.stream(numbers).boxed().toList();
        }
        List<Double> some = values(low, high, 1, 2, 5);
        return some.size() >= FEWEST ? some : even(low, high);
    }

    /** Equal steps of 1, 2 or 5, at least three: over less than a decade the axis is almost linear. */
    private static List<Double> even(double low, double high) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(high - low)));
        for (String digit : List.of("5", "2", "1", "0.5", "0.2")) {
            BigDecimal step = power.multiply(new BigDecimal(digit));
            List<Double> values = multiples(step, low, high);
            if (values.size() >= FEWEST) {
                return values;
            }
        }
        return List.of();
    }

    private static List<Double> multiples(BigDecimal step, double low, double high) {
        List<Double> values = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step.doubleValue()); i * step.doubleValue() <= high; i++) {
            values.add(step.multiply(BigDecimal.valueOf(i)).doubleValue());
        }
        return values;
    }

    private static List<Double> values(double low, double high, double... digits) {
        List<Double> values = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
            for (double digit : digits) {
                double value = Double.parseDouble(digit + "e" + decade);
                if (value >= low && value <= high) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
