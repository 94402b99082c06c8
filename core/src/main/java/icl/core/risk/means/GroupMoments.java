package icl.core.risk.means;

import icl.core.covariance.TaskGroup;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Vector;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.numbers.core.DD;

/** Averages over the groups of a mixture of Gaussian tasks, in double-double arithmetic. */
final class GroupMoments {
    private final List<TaskGroup> groups;
    private final int dim;
    private final DD[] shares;

    GroupMoments(List<TaskGroup> groups, int dim) {
        this.groups = groups;
        this.dim = dim;
        DD sum = DD.ZERO;
        for (TaskGroup group : groups) {
            sum = sum.add(group.weight());
        }
        shares = new DD[groups.size()];
        for (int k = 0; k < shares.length; k++) {
            shares[k] = DD.of(groups.get(k).weight()).divide(sum);
        }
    }

    int size() {
        return shares.length;
    }

    DD share(int k) {
        return shares[k];
    }

    /** Whether the mean of every group with positive weight is 0. */
    boolean isCentred() {
        return groups.stream().allMatch(group -> group.weight() == 0 || group.isCentred());
    }

    /** The mean of group k, shape (d, 1). */
    DdMatrix mean(int k) {
        return DdMatrix.from(dim, 1, (i, c) -> DD.of(groups.get(k).mean().at(i)));
    }

    /** The means of all groups, shape (groups, d). */
    DdMatrix means() {
        return DdMatrix.from(size(), dim, (k, i) -> DD.of(groups.get(k).mean().at(i)));
    }

    /** The covariance of group k, shape (d, d). */
    DdMatrix covariance(int k) {
        Vector diagonal = groups.get(k).covariance().diagonal(dim).orElse(null);
        return diagonal == null ? DdMatrix.of(groups.get(k).covariance().matrix(dim)) : DdMatrix.diagonal(diagonal);
    }

    /** The average over the groups of a matrix for each group. */
    DdMatrix average(IntFunction<DdMatrix> of) {
        DdMatrix sum = of.apply(0).scaled(shares[0]);
        for (int k = 1; k < size(); k++) {
            sum = sum.plus(of.apply(k).scaled(shares[k]));
        }
        return sum;
    }

    /** The average of the covariances. */
    DdMatrix within() {
        return average(this::covariance);
    }

    /** The average of a_k b_k', the rows of two matrices of shape (groups, d). */
    DdMatrix products(DdMatrix a, DdMatrix b) {
        return a.transposeTimes(b.scaledRows(k -> shares[k]));
    }
}
