package icl.core.linalg;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseVector;
import breeze.linalg.eigSym;
import breeze.optimize.DiffFunction;
import breeze.optimize.FirstOrderMinimizer;
import breeze.optimize.LBFGS;
import breeze.optimize.LineSearch;
import breeze.optimize.StrongWolfeLineSearch;
import breeze.util.LazyLogger;
import icl.core.check.Interrupted;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Comparator;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.slf4j.helpers.NOPLogger;
import scala.Option;
import scala.Tuple2;

/**
 * Eigenvalues by LAPACK and local minima by L-BFGS, in doubles, through Breeze. Only this file imports Breeze. {@link
 * SymmetricEigen} refines eigenvalues to double-double precision.
 *
 * <p>The first use of Breeze takes a second of class loading; small matrices do not use it.
 */
public final class BreezeKernel {
    /**
     * The largest size for which Jacobi rotations are used instead of LAPACK: at 128 they take 20 ms, LAPACK 5 ms once
     * it is loaded.
     */
    private static final int SMALL = 128;

    /**
     * Rotations stop when off-diagonal entries are below this part of the largest entry; eigenvalues and vectors are
     * then right to about 1e-15.
     */
    private static final double NEGLIGIBLE = 0x1p-52;

    /** The minimisation ends when this number of steps hardly lowers the value. */
    private static final int WATCHED = 10;

    /**
     * The logger that reports the use of the Java LAPACK, which is intended. Kept in a field, since loggers are weakly
     * referenced.
     */
    private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

    static {
        NETLIB.setLevel(Level.SEVERE);
        // native libraries may find eigenvectors of another sign, with which other prompts are drawn
        System.setProperty("dev.ludovic.netlib.blas.allowNative", "false");
        System.setProperty("dev.ludovic.netlib.lapack.allowNative", "false");
    }

    private BreezeKernel() {}

    /**
     * The eigendecomposition of a symmetric matrix in doubles.
     *
     * @param values eigenvalues in ascending order, shape (n)
     * @param vectors eigenvectors as rows, shape (n, n)
     */
    public record Eigen(Vector values, Matrix vectors) {}

    /**
     * The eigendecomposition of (A + A')/2 for a square, finite matrix A, with errors of about 1e-15 of the largest
     * eigenvalue.
     */
    public static Eigen eigSym(Matrix symmetric) {
        int n = symmetric.rows();
        Matrix mean = Matrix.from(n, n, (i, j) -> (symmetric.get(i, j) + symmetric.get(j, i)) / 2);
        return n <= SMALL ? byRotations(mean) : byLapack(mean);
    }

    /** The least eigenvalue of (A + A')/2, with an error of about 1e-15 of the largest. */
    public static double leastEigenvalue(Matrix symmetric) {
        return eigSym(symmetric).values().get(0);
    }

    private static Eigen byRotations(Matrix a) {
        int n = a.rows();
        Jacobi jacobi = Jacobi.of(DdMatrix.of(a), NEGLIGIBLE * a.largest());
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> jacobi.value(i).hi()))
                .mapToInt(i -> i)
                .toArray();
        return new Eigen(
                Vector.from(n, i -> jacobi.value(order[i]).hi()),
                Matrix.of(IntStream.of(order).mapToObj(jacobi::vector).toArray(double[][]::new)));
    }

    private static Eigen byLapack(Matrix a) {
        int n = a.rows();
        eigSym.EigSym<?, ?> e = Lapack.eigSym(new DenseMatrix<>(n, n, a.toArray(), 0, n, false));
        double[] values = (double[]) ((DenseVector<?>) e.eigenvalues()).data();
        double[] columns = (double[]) ((DenseMatrix<?>) e.eigenvectors()).data();
        return new Eigen(Vector.of(values), Matrix.from(n, n, (i, j) -> columns[i * n + j]));
    }

    /**
     * Initialises the Java LAPACK in one thread. Its first call computes machine constants without synchronisation;
     * threads that call it at the same time would use unset constants, with wrong digits or endless loops.
     */
    private static final class Lapack {
        static {
            eigSym(new DenseMatrix<>(2, 2, new double[] {2, 1, 1, 2}, 0, 2, false));
        }

        static eigSym.EigSym<?, ?> eigSym(DenseMatrix<Object> symmetric) {
            return (eigSym.EigSym<?, ?>) eigSym.EigSym_DM_Impl$.MODULE$.apply(symmetric);
        }
    }

    /**
     * The end of a minimisation.
     *
     * @param steps the number of steps taken
     * @param converged whether the value stopped falling; otherwise the steps ran out, or no step lowered the value
     */
    public record Minimum(Vector parameters, double value, int steps, boolean converged) {}

    /**
     * Finds a local minimum by L-BFGS; its value is at most that of the start.
     *
     * @param memory the number of past steps from which the curvature is estimated
     * @param tolerance the minimisation ends when ten steps lower the value by at most this part of it, or when no step
     *     lowers it because of rounding and the predicted decrease is at most this part
     */
    public static Minimum minimise(Objective objective, double[] start, int memory, int mostSteps, double tolerance) {
        QuietLbfgs descent = new QuietLbfgs(new Ending(mostSteps, tolerance), memory);
        FirstOrderMinimizer.State<DenseVector<Object>, ?, ?> end =
                descent.minimizeAndReturnState(function(objective), vector(start.clone()));
        boolean converged = isLevel(end, tolerance)
                || (end.searchFailed() && descent.promised <= tolerance * Math.abs(end.value()));
        return new Minimum(Vector.of(values(end.x())), end.value(), end.iter(), converged);
    }

    /** Whether the gradient is 0 or ten steps hardly lowered the value. */
    private static boolean isLevel(FirstOrderMinimizer.State<DenseVector<Object>, ?, ?> state, double tolerance) {
        double[] before = (double[]) state.convergenceInfo();
        boolean slow = before.length == WATCHED
                && Math.abs(before[WATCHED - 1] - state.value()) <= tolerance * Math.abs(state.value());
        return slow || norm(state.grad()) == 0;
    }

    private static double norm(DenseVector<?> vector) {
        double[] values = values(vector);
        return Math.sqrt(Products.dot(values, values));
    }

    private static DenseVector<Object> vector(double[] values) {
        return new DenseVector<>(values, 0, 1, values.length);
    }

    /** The values of a vector, not a copy; Breeze stores new vectors contiguously. */
    private static double[] values(DenseVector<?> vector) {
        return (double[]) vector.data();
    }

    /**
     * The objective as a Scala function. A Java class or proxy cannot implement {@code DiffFunction}, since its {@code
     * apply} has two result types. The object made here has only {@code calculate}, which is what L-BFGS calls.
     */
    @SuppressWarnings("unchecked")
    private static DiffFunction<DenseVector<Object>> function(Objective objective) {
        Function<DenseVector<?>, Tuple2<Object, DenseVector<Object>>> calculate = parameters -> {
            Interrupted.check();
            double[] gradient = new double[parameters.length()];
            double value = objective.at(values(parameters), gradient);
            return new Tuple2<>(value, vector(gradient));
        };
        MethodType called = MethodType.methodType(Tuple2.class, Object.class);
        try {
            return (DiffFunction<DenseVector<Object>>) LambdaMetafactory.metafactory(
                            MethodHandles.lookup(),
                            "calculate",
                            MethodType.methodType(DiffFunction.class, Function.class),
                            called,
                            MethodHandles.lookup().findVirtual(Function.class, "apply", called.generic()),
                            called)
                    .getTarget()
                    .invoke(calculate);
        } catch (Throwable e) {
            throw new LinkageError("Cannot bind an objective to Breeze", e);
        }
    }

    /** A logger without output, since Breeze logs each step. */
    private static LazyLogger silent() {
        return new LazyLogger(NOPLogger.NOP_LOGGER);
    }

    private static final class QuietLbfgs extends LBFGS<DenseVector<Object>> {
        private static final long serialVersionUID = 1;

        /** The number of the last step; a step that fails is tried again without the estimated curvature. */
        private int tried = -1;

        /** The smallest predicted decrease of the value, twice the decrease on a quadratic function. */
        private double promised;

        QuietLbfgs(Ending ending, int memory) {
            super(ending, memory, DenseVector.space_Double());
        }

        @Override
        public LazyLogger logger() {
            return silent();
        }

        /**
         * The step size. Along the gradient itself, without an estimate of curvature, it extrapolates to where the
         * slope would be 0.
         */
        @Override
        public double determineStepSize(
                FirstOrderMinimizer.State<
                                DenseVector<Object>, Object, LBFGS.ApproximateInverseHessian<DenseVector<Object>>>
                        state,
                DiffFunction<DenseVector<Object>> function,
                DenseVector<Object> direction) {
            DiffFunction<Object> along =
                    LineSearch.functionFromSearchDirection(function, state.x(), direction, DenseVector.space_Double());
            double fall = -Products.dot(values(state.grad()), values(direction));
            promised = tried == state.iter() ? Math.min(promised, fall) : fall;
            tried = state.iter();
            double slope = norm(state.grad());
            boolean isGradient = fall >= slope * slope * (1 - 1e-12) && norm(direction) <= slope * (1 + 1e-12);
            double first = isGradient && state.value() != 0 ? Math.abs(state.value()) / fall : 1;
            return new QuietLineSearch().minimizeWithBound(along, first, Double.POSITIVE_INFINITY);
        }
    }

    private static final class QuietLineSearch extends StrongWolfeLineSearch {
        private static final long serialVersionUID = 1;

        QuietLineSearch() {
            super(20, 20);
        }

        @Override
        public LazyLogger logger() {
            return silent();
        }
    }

    /** Ends the minimisation. Its state is the values of the last steps, newest first. */
    private static final class Ending implements FirstOrderMinimizer.ConvergenceCheck<DenseVector<Object>> {
        private final int mostSteps;
        private final double tolerance;

        Ending(int mostSteps, double tolerance) {
            this.mostSteps = mostSteps;
            this.tolerance = tolerance;
        }

        @Override
        public Object initialInfo() {
            return new double[0];
        }

        @Override
        public Object update(
                DenseVector<Object> parameters,
                DenseVector<Object> gradient,
                double value,
                FirstOrderMinimizer.State<DenseVector<Object>, ?, ?> before,
                Object info) {
            double[] kept = (double[]) info;
            double[] values = new double[Math.min(kept.length + 1, WATCHED)];
            values[0] = before.value();
            System.arraycopy(kept, 0, values, 1, values.length - 1);
            return values;
        }

        @Override
        public Option<FirstOrderMinimizer.ConvergenceReason> apply(
                FirstOrderMinimizer.State<DenseVector<Object>, ?, ?> state, Object info) {
            boolean ends = state.iter() >= mostSteps || state.searchFailed() || isLevel(state, tolerance);
            return ends ? Option.apply(() -> "ended") : Option.empty();
        }
    }
}
