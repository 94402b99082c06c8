package icl.core.design;

import icl.core.check.Memory;
import icl.core.check.Require;
import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskGroup;
import icl.core.covariance.TaskGroups;
import icl.core.covariance.TaskPool;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The law of the task of a prompt: Gaussian with a mean, a mixture of such groups, or a bank of tasks that were drawn once from
 * either. Its canonical form says each law once: a mixture of one group is that group's mean and covariance.
 *
 * @param mean of a single group
 * @param covariance of a single group
 * @param groups empty where there is one
 * @param pool empty where each prompt has a task of its own
 */
record TaskLaw(int dim, Profile mean, Covariance covariance, Optional<TaskGroups> groups, Optional<TaskPool> pool) {
    private static final Map<TaskLaw, Mixture> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskLaw, Mixture> eldest) {
            return size() > 16;
        }
    };

    /** What is computed once for a law: its groups, a bank having one for each task, and E beta beta'. */
    private record Mixture(List<TaskGroup> groups, Covariance second) {}

    /** A law, its parts checked and in canonical form. */
    static TaskLaw of(
            int dim, Profile mean, Covariance covariance, Optional<TaskGroups> given, Optional<TaskPool> pool) {
        Profile ofAll = mean.overCoordinates("task_mean", dim);
        for (int i = 0; i < ofAll.values().size(); i++) {
            Require.finite("task_mean", ofAll.at(i));
        }
        Covariance around = covariance.of("task_covariance", dim);
        if (given.isEmpty()) {
            return new TaskLaw(dim, ofAll, around, given, pool);
        }
        String rule = "left out where task_groups is given: each group has its own";
        Require.that(ofAll.equals(Profile.common(0)), "task_mean", ofAll, rule);
        Require.that(around.equals(Covariance.identity()), "task_covariance", "one for all", rule);
        TaskGroups groups = given.get().of(dim);
        TaskGroup first = groups.values().get(0);
        return groups.values().size() == 1
                ? new TaskLaw(dim, first.mean(), first.covariance(), Optional.empty(), pool)
                : new TaskLaw(dim, ofAll, around, Optional.of(groups), pool);
    }

    /** Whether tasks are Gaussian without a mean. */
    boolean isCentredGaussian() {
        return groups.isEmpty() && pool.isEmpty() && mean.equals(Profile.common(0));
    }

    /** Whether beta and -beta have one law: no group has a mean. */
    boolean isSymmetric() {
        return isCentredGaussian() || (pool.isEmpty() && declared().stream().allMatch(TaskGroup::isCentred));
    }

    /** The groups that the law was given by, before a bank was drawn from it. */
    private List<TaskGroup> declared() {
        return groups.map(TaskGroups::values).orElseGet(() -> List.of(new TaskGroup(1, mean, covariance)));
    }

    /** The groups of the mixture that the law is; each task of a bank is a group without variance. */
    List<TaskGroup> mixture() {
        return pool.isEmpty() ? declared() : moments().groups();
    }

    /** E beta beta'. */
    Covariance secondMoment() {
        return isCentredGaussian() ? covariance : moments().second();
    }

    /** This law for tasks that are a power of two times as large. */
    TaskLaw scaled(int exponent) {
        return new TaskLaw(
                dim,
                mean.scaled(exponent),
                groups.isPresent() ? covariance : covariance.scaled(dim, 2 * exponent),
                groups.map(all -> all.scaled(dim, exponent)),
                pool);
    }

    private Mixture moments() {
        synchronized (KNOWN) {
            Mixture known = KNOWN.get(this);
            if (known != null) {
                return known;
            }
        }
        List<TaskGroup> all = pool.map(this::bank).orElseGet(this::declared);
        Mixture moments = new Mixture(all, second(all).of("task_covariance", dim));
        synchronized (KNOWN) {
            KNOWN.put(this, moments);
        }
        return moments;
    }

    private Covariance second(List<TaskGroup> all) {
        double weights = all.stream().mapToDouble(TaskGroup::weight).sum();
        double[][] sum = new double[dim][dim];
        for (TaskGroup group : all) {
            double share = group.weight() / weights;
            if (pool.isEmpty()) {
                add(share, group.covariance().matrix(dim), sum);
            }
            for (int i = 0; i < dim; i++) {
                for (int j = 0; j < dim; j++) {
                    sum[i][j] += share * (group.mean().at(i) * group.mean().at(j));
                }
            }
        }
        return new Covariance.Full(Matrix.of(sum));
    }

    private void add(double share, Matrix matrix, double[][] sum) {
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                sum[i][j] += share * matrix.get(i, j);
            }
        }
    }

    private List<TaskGroup> bank(TaskPool of) {
        Memory.require("draw a bank of " + of.size() + " tasks", dim, 0, 3.0 * Double.BYTES * dim * of.size());
        List<TaskGroup> laws = declared();
        List<Matrix> factors = laws.stream()
                .map(group -> Cholesky.semidefiniteFactor(group.covariance().matrix(dim)))
                .toList();
        StreamKey stream = StreamKey.of(of.seed()).child("task_pool");
        Covariance none = new Covariance.Zero().of("covariance", dim);
        List<TaskGroup> tasks = new ArrayList<>(of.size());
        for (int k = 0; k < of.size(); k++) {
            CounterRandom random = new CounterRandom(stream, k);
            int chosen = choose(laws, random.nextDouble());
            Vector task = draw(laws.get(chosen), factors.get(chosen), random);
            tasks.add(new TaskGroup(1, new Profile(task), none));
        }
        return List.copyOf(tasks);
    }

    private static int choose(List<TaskGroup> laws, double uniform) {
        double weights = laws.stream().mapToDouble(TaskGroup::weight).sum();
        double share = 0;
        for (int k = 0; k < laws.size() - 1; k++) {
            share += laws.get(k).weight() / weights;
            if (uniform < share) {
                return k;
            }
        }
        return laws.size() - 1;
    }

    private Vector draw(TaskGroup group, Matrix factor, CounterRandom random) {
        Vector z = Vector.from(dim, i -> random.nextGaussian());
        return Vector.from(dim, i -> {
            double sum = group.mean().at(i);
            for (int j = 0; j <= i; j++) {
                sum += factor.get(i, j) * z.get(j);
            }
            return sum;
        });
    }
}
