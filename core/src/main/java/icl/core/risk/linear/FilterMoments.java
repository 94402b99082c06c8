package icl.core.risk.linear;

import icl.core.check.Require;
import icl.core.linalg.SymmetricOperator;
import icl.core.model.Loss;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.core.DD;

/**
 * Averages of moments over the positions that a loss predicts, by the index of an example in the filter f. The query
 * weighs example i by f_i; under {@link Loss#POSITIONS} the position predicted from m examples, m = 0..n, weighs it by
 * f_(n - m + i). All indices start at 0, and the query is position n.
 */
public record FilterMoments(Loss loss, int length) {
    /** The largest number of examples for which dense moments are formed; a matrix then takes 128 MB. */
    static final int DENSE = 4000;

    /** A number for each pair of positions. */
    @FunctionalInterface
    public interface PairValue {
        double at(int i, int j);
    }

    /** The mean of a number over the predicted positions. */
    public double mean(IntToDoubleFunction value) {
        return preciseMean(value).doubleValue();
    }

    /** The mean of a number over the predicted positions, in double-double arithmetic. */
    public DD preciseMean(IntToDoubleFunction value) {
        if (loss == Loss.QUERY) {
            return DD.of(value.applyAsDouble(length));
        }
        DD sum = DD.ZERO;
        for (int position = 0; position <= length; position++) {
            sum = sum.add(value.applyAsDouble(position));
        }
        return sum.divide(length + 1.0);
    }

    /**
     * For each entry of the filter, the sum of the number over the examples that it weighs, divided by the number of
     * predicted positions; shape (n).
     */
    public double[] each(IntToDoubleFunction value) {
        double[] means = new double[length];
        double sum = 0;
        for (int place = 0; place < length; place++) {
            sum += value.applyAsDouble(place);
            means[place] = loss == Loss.QUERY ? value.applyAsDouble(place) : sum / (length + 1);
        }
        return means;
    }

    /** As {@link #each}, for a number that depends on the example and on the predicted position; shape (n). */
    public double[] eachWithPredicted(PairValue value) {
        double[] means = new double[length];
        for (int place = 0; place < length; place++) {
            means[place] = loss == Loss.QUERY ? value.at(place, length) : shifted(value, place, length);
        }
        return means;
    }

    private double shifted(PairValue value, int place, int last) {
        double sum = 0;
        for (int shift = 0; shift <= place; shift++) {
            sum += value.at(place - shift, last - shift);
        }
        return sum / (length + 1);
    }

    /** As {@link #each}, for pairs of entries and a number of two examples, which is symmetric; shape (n, n). */
    public double[][] pairs(PairValue value) {
        requireDense(length);
        double[][] means = new double[length][length];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j <= i; j++) {
                double own = value.at(i, j);
                double before = j == 0 ? 0 : means[i - 1][j - 1];
                means[i][j] = loss == Loss.QUERY ? own : before + own / (length + 1);
                means[j][i] = means[i][j];
            }
        }
        return means;
    }

    /** {@link #pairs} of the value 1, in O(n). */
    public SymmetricOperator ones() {
        double[] one = new double[length];
        Arrays.fill(one, 1);
        return loss == Loss.QUERY
                ? SymmetricOperator.outer(one, one)
                : SymmetricOperator.smallerIndex().scaled(1 / (length + 1.0));
    }

    /** Refuses a length for which dense moments are not formed. */
    static void requireDense(int length) {
        Require.that(
                length <= DENSE,
                "length",
                length,
                "at most " + DENSE + " for weights over the examples (dense n by n moments)");
    }
}
