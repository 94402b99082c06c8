package icl.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A logarithmic axis: its ends and the values it is marked at.
 *
 * @param low the lower end
 * @param high the upper end
 * @param values where it is marked: decades, or 1, 2 and 5 in each where there would be fewer than three
 */
record Ticks(double low, double high, List<Double> values) {
    /** Room beside the numbers, as a part of the axis. */
    private static final double MARGIN = 0.03;

    private static final int FEWEST = 3;

    /** The axis around these numbers, which are positive. */
    static Ticks around(DoubleStream numbers) {
        double[] all = numbers.filter(number -> number > 0).sorted().toArray();
        double low = all.length == 0 ? 1 : all[0];
        double high = all.length == 0 ? 10 : all[all.length - 1];
        double room = Math.max(Math.pow(high / low, MARGIN), 1.05);
        low /= room;
        high *= room;
        List<Double> decades = values(low, high, 1);
        if (decades.size() < FEWEST) {
            decades = values(low, high, 1, 2, 5);
        }
        return new Ticks(
                low, high, decades.size() < FEWEST ? values(low, high, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9) : decades);
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
