package icl.core.risk.linear;

import icl.core.check.Require;
import icl.core.linalg.SymmetricOperator;
import icl.core.model.Loss;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.core.DD;

/**
 * Averages of what examples contribute over all that a loss predicts, by their place in the filter f. The query sees example i
 * at place i; prefix m of {@link Loss#POSITIONS}, m = 0..n, sees it at place n - m + i. All from 0, the query at position n.
 */
public record FilterMoments(Loss loss, int length) {
    /** Dense moments of so many examples take 128 MB. */
    static final int DENSE = 4000;

    /** A number that belongs to two positions. */
    @FunctionalInterface
    public interface PairValue {
        double at(int i, int j);
    }

    /** The mean over predicted positions. */
    public double predicted(IntToDoubleFunction value) {
        return sum(value).doubleValue();
    }

    /** The mean over predicted positions, in double-double arithmetic. */
    public DD sum(IntToDoubleFunction value) {
        if (loss == Loss.QUERY) {
            return DD.of(value.applyAsDouble(length));
        }
        DD sum = DD.ZERO;
        for (int position = 0; position <= length; position++) {
            sum = sum.add(value.applyAsDouble(position));
        }
        return sum.divide(length + 1.0);
    }

    /** The mean of each example over the positions that see it, shape (n). */
    public double[] each(IntToDoubleFunction value) {
        double[] means = new double[length];
        double sum = 0;
        for (int place = 0; place < length; place++) {
            sum += value.applyAsDouble(place);
            means[place] = loss == Loss.QUERY ? value.applyAsDouble(place) : sum / (length + 1);
        }
        return means;
    }

    /** The mean of each example together with the position predicted from it, shape (n). */
    public double[] ahead(PairValue value) {
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

    /** The mean of two examples over the positions that see both, shape (n, n); the value is symmetric. */
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

    /** Refuses more examples than dense moments are made of. */
    static void requireDense(int length) {
        Require.that(
                length <= DENSE,
                "length",
                length,
                "at most " + DENSE + " for weights over the examples (dense n by n moments)");
    }
}
