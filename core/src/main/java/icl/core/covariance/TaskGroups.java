package icl.core.covariance;

import icl.core.check.Invalid;
import icl.core.check.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A mixture of Gaussian tasks. The order of the groups matters for predictors that know the group of a prompt, since
 * they have parameters for each group by its number.
 *
 * @param values at least one group; after {@link #of} their weights add up to 1 within rounding
 */
public record TaskGroups(List<TaskGroup> values) {
    /**
     * Weights whose sum is 1 within this tolerance are not divided by it, so that the canonical form of a canonical
     * form is itself.
     */
    private static final double ROUNDING = 1e-12;

    public TaskGroups {
        values = List.copyOf(values);
        Require.that(!values.isEmpty(), "task_groups", "an empty list", "a list of at least one group");
    }

    /** These groups for {@code dim} features, checked, with weights divided by their sum. */
    public TaskGroups of(int dim) {
        double sum = values.stream().mapToDouble(TaskGroup::weight).sum();
        Require.that(
                sum > 0 && sum < Double.POSITIVE_INFINITY, "task_groups", "weights that add up to " + sum, "above 0");
        double divisor = Math.abs(sum - 1) <= ROUNDING ? 1 : sum;
        List<TaskGroup> groups = new ArrayList<>();
        for (TaskGroup group : values) {
            try {
                groups.add(new TaskGroup(group.weight() / divisor, group.mean(), group.covariance()).of(dim));
            } catch (Invalid e) {
                throw e.in("[" + groups.size() + "]").in("task_groups");
            }
        }
        return new TaskGroups(groups);
    }

    /** These groups for tasks that are multiplied by 2^exponent. */
    public TaskGroups scaled(int dim, int exponent) {
        return new TaskGroups(
                values.stream().map(group -> group.scaled(dim, exponent)).toList());
    }
}
