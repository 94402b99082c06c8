package icl.core.risk;

import icl.core.model.Loss;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Averages of what examples contribute over all that a loss predicts, by their place in the filter f. The query sees example i
 * at place i; prefix m of {@link Loss#POSITIONS}, m = 0..n, sees it at place n - m + i. All from 0, the query at position n.
 */
record FilterMoments(Loss loss, int length) {

    /** What two positions contribute. */
    @FunctionalInterface
    interface Pair {
        double at(int i, int j);
    }

    /** Of the predicted position alone. */
    double predicted(IntToDoubleFunction value) {
        if (loss == Loss.QUERY) {
            return value.applyAsDouble(length);
        }
        double sum = 0;
        for (int position = 0; position <= length; position++) {
            sum += value.applyAsDouble(position);
        }
        return sum / (length + 1);
    }

    /** Of each example, shape (n). */
    double[] each(IntToDoubleFunction value) {
        double[] means = new double[length];
        double sum = 0;
        for (int place = 0; place < length; place++) {
            sum += value.applyAsDouble(place);
            means[place] = loss == Loss.QUERY ? value.applyAsDouble(place) : sum / (length + 1);
        }
        return means;
    }

    /** Of each example and the position predicted from it, shape (n). */
    double[] ahead(Pair value) {
        double[] means = new double[length];
        for (int place = 0; place < length; place++) {
            means[place] = loss == Loss.QUERY ? value.at(place, length) : shifted(value, place, length);
        }
        return means;
    }

    private double shifted(Pair value, int place, int last) {
        double sum = 0;
        for (int shift = 0; shift <= place; shift++) {
            sum += value.at(place - shift, last - shift);
        }
        return sum / (length + 1);
    }

    /** Of a symmetric value of two examples, shape (n, n). */
    double[][] pairs(Pair value) {
        DriftRisk.requireDense(length);
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
    SymmetricOperator ones() {
        double[] one = new double[length];
        Arrays.fill(one, 1);
        return loss == Loss.QUERY
                ? SymmetricOperator.outer(one, one)
                : SymmetricOperator.lesserPlace().scaled(1 / (length + 1.0));
    }
}
