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
 * The law of the task of a prompt: Gaussian with a mean, a mixture of such groups, or a bank of tasks drawn once from
 * one of these. Equal laws have the same canonical form: a mixture of one group is stored as its mean and covariance.
 *
 * @param mean mean of a Gaussian law
 * @param covariance covariance of a Gaussian law
 * @param groups the groups of a mixture; empty where the law is Gaussian
 * @param pool the bank; empty where each prompt draws its own task
 */
record TaskLaw(int dim, Profile mean, Covariance covariance, Optional<TaskGroups> groups, Optional<TaskPool> pool) {
    static final Profile NO_MEAN = Profile.common(0);

    private static final Map<TaskLaw, Mixture> KNOWN = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskLaw, Mixture> eldest) {
            return size() > 16;
        }
    };

    /** Values that are computed once for a law: its groups, one for each task of a bank, and E beta beta'. */
    private record Mixture(List<TaskGroup> groups, Covariance second) {}

    /** A law with checked parts, in its canonical form. */
    static TaskLaw of(
            int dim, Profile mean, Covariance covariance, Optional<TaskGroups> given, Optional<TaskPool> pool) {
        Profile ofAll = mean.isZero() ? NO_MEAN : mean.overCoordinates("task_mean", dim);
        for (int i = 0; i < ofAll.values().size(); i++) {
            Require.finite("task_mean", ofAll.at(i));
        }
        Covariance around = covariance.of("task_covariance", dim);
        if (given.isEmpty()) {
            return new TaskLaw(dim, ofAll, around, given, pool);
        }
        String rule = "left out where task_groups is given: each group has its own";
        Require.that(ofAll.isZero(), "task_mean", ofAll, rule);
        Require.that(around.equals(Covariance.identity()), "task_covariance", "one for all", rule);
        TaskGroups groups = given.get().of(dim);
        TaskGroup first = groups.values().get(0);
        return groups.values().size() == 1
                ? new TaskLaw(dim, first.mean(), first.covariance(), Optional.empty(), pool)
                : new TaskLaw(dim, ofAll, around, Optional.of(groups), pool);
    }

    /** Whether tasks are Gaussian with mean 0. */
    boolean isCentredGaussian() {
        return groups.isEmpty() && pool.isEmpty() && mean.isZero();
    }

    /** Whether beta and -beta have the same law, since no group has a mean. */
    boolean isSymmetric() {
        return isCentredGaussian() || (pool.isEmpty() && declared().stream().allMatch(TaskGroup::isCentred));
    }

    /** The groups of the law from which a bank is drawn. */
    private List<TaskGroup> declared() {
        return groups.map(TaskGroups::values).orElseGet(() -> List.of(new TaskGroup(1, mean, covariance)));
    }

    /** The groups of the law as a mixture; each task of a bank is a group without variance. */
    List<TaskGroup> mixture() {
        return pool.isEmpty() ? declared() : moments().groups();
    }

    /** E beta beta'. */
    Covariance secondMoment() {
        return isCentredGaussian() ? covariance : moments().second();
    }

    /** This law for tasks that are multiplied by 2^exponent. */
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
