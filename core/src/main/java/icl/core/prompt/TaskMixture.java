package icl.core.prompt;

import icl.core.covariance.TaskGroup;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Vector;
import icl.core.random.LaneRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Maps standard normal vectors z to tasks F z + mean of a group that is drawn for each prompt. */
final class TaskMixture {
    private static final int LANES = LaneAlgebra.LANES;

    private final int dim;
    private final int[] varied; // groups with any variance
    private final List<CovarianceRoot> roots; // of these
    private final float[][] means;
    private final boolean isCentred;
    private final double[] shares; // cumulative probabilities of the groups
    private final double[] uniform = new double[LANES];
    private final float[] normal;
    private final float[] image;

    TaskMixture(List<TaskGroup> groups, int dim) {
        this.dim = dim;
        varied = IntStream.range(0, groups.size())
                .filter(k -> isVaried(groups.get(k), dim))
                .toArray();
        roots = IntStream.of(varied)
                .mapToObj(k -> CovarianceRoot.of(groups.get(k).covariance(), dim))
                .toList();
        isCentred = groups.stream().allMatch(TaskGroup::isCentred);
        means = new float[isCentred ? 0 : groups.size()][dim];
        for (int k = 0; k < means.length; k++) {
            for (int c = 0; c < dim; c++) {
                means[k][c] = (float) groups.get(k).mean().at(c);
            }
        }
        shares = shares(groups);
        boolean isMixed = groups.size() > 1;
        normal = LaneAlgebra.rows(isMixed ? dim : 0);
        image = LaneAlgebra.rows(isMixed ? dim : 0);
    }

    private static boolean isVaried(TaskGroup group, int dim) {
        Optional<Vector> diagonal = group.covariance().diagonal(dim);
        return diagonal.isEmpty()
                || !(diagonal.get().isConstant() && diagonal.get().get(0) == 0);
    }

    private static double[] shares(List<TaskGroup> groups) {
        double all = groups.stream().mapToDouble(TaskGroup::weight).sum();
        double[] shares = new double[groups.size()];
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            sum += groups.get(k).weight();
            shares[k] = sum / all;
        }
        return shares;
    }

    /**
     * Replaces standard normal vectors by tasks, and writes their groups.
     *
     * @param random draws the groups
     * @param task shape (d) in lanes
     * @param group one number for each lane
     */
    void apply(LaneRandom random, float[] task, int[] group) {
        if (shares.length == 1) {
            spread(task);
        } else {
            choose(random, group);
            spreadAll(task, group);
        }
        if (!isCentred) {
            shift(task, group);
        }
    }

    private void choose(LaneRandom random, int[] group) {
        random.uniforms(uniform);
        for (int lane = 0; lane < LANES; lane++) {
            group[lane] = firstAbove(uniform[lane]);
        }
    }

    /** The first group whose cumulative probability is above a number, which never has weight 0. */
    private int firstAbove(double number) {
        int low = 0;
        int high = shares.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (number < shares[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void spread(float[] z) {
        if (varied.length == 1) {
            roots.get(0).apply(z, 1);
        } else {
            LaneAlgebra.fill(z, 0, dim, 0);
        }
    }

    private void spreadAll(float[] task, int[] group) {
        System.arraycopy(task, 0, normal, 0, dim * LANES);
        LaneAlgebra.fill(task, 0, dim, 0);
        for (int v = 0; v < varied.length; v++) {
            System.arraycopy(normal, 0, image, 0, dim * LANES);
            roots.get(v).apply(image, 1);
            for (int lane = 0; lane < LANES; lane++) {
                for (int c = 0; c < dim && group[lane] == varied[v]; c++) {
                    task[c * LANES + lane] = image[c * LANES + lane];
                }
            }
        }
    }

    private void shift(float[] task, int[] group) {
        for (int lane = 0; lane < LANES; lane++) {
            float[] mean = means[group[lane]];
            for (int c = 0; c < dim; c++) {
                task[c * LANES + lane] += mean[c];
            }
        }
    }
}
