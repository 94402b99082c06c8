package icl.core.risk.linear;

import icl.core.check.Interrupted;
import icl.core.linalg.Products;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Solves the shifted systems \( (P + \theta R)w = k \) for all theta above a least one.
 *
 * <p>With \( S = R^{-1/2}PR^{-1/2} \) and \( c = R^{-1/2}k \) Lanczos' recursion builds an orthonormal basis V of the
 * Krylov space of (S, c) in which S is tridiagonal, T; then \( w(\theta) = |c|\, R^{-1/2}V(T + \theta I)^{-1}e_1 \),
 * and the cost of each theta is linear in the size of the basis. The basis grows until the residual at the least theta,
 * which converges slowest, is below 1e-12; its square enters the risk. About 100 vectors are enough for thousands of
 * examples, since the condition number of the system is at most n + 2.
 */
final class ShiftedKrylovSolver {
    private static final double RESIDUAL = 1e-12;

    private final WeightMoments moments;
    private final double[] root; // R^(-1/2), shape (n)
    private final double norm; // |c|
    private double[][] basis = new double[16][]; // rows of shape (n)
    private double[] diagonal = new double[16]; // of T
    private double[] beside = new double[16]; // of T
    private int size;

    /** kappa = k'w, A = w'Pw and B = w'Rw at one theta. */
    record Coefficients(double signal, double pairs, double noise) {}

    private ShiftedKrylovSolver(WeightMoments moments) {
        this.moments = moments;
        int n = moments.length();
        root = IntStream.range(0, n)
                .mapToDouble(i -> 1 / Math.sqrt(moments.noise(i)))
                .toArray();
        double[] c = IntStream.range(0, n)
                .mapToDouble(i -> root[i] * moments.signal()[i])
                .toArray();
        norm = Math.sqrt(Products.dot(c, c));
        basis[0] = times(1 / norm, c);
    }

    /** The solver for moments with diagonal positive R and k not 0. */
    static ShiftedKrylovSolver of(WeightMoments moments, double leastTheta) {
        ShiftedKrylovSolver systems = new ShiftedKrylovSolver(moments);
        boolean isEnough = false;
        while (!isEnough) {
            Interrupted.check();
            isEnough = systems.grow(leastTheta);
        }
        return systems;
    }

    Coefficients sums(double theta) {
        double[] y = solve(theta);
        double pairs = 0;
        for (int i = 0; i < size; i++) {
            double ty = diagonal[i] * y[i];
            ty += i > 0 ? beside[i - 1] * y[i - 1] : 0;
            ty += i + 1 < size ? beside[i] * y[i + 1] : 0;
            pairs += y[i] * ty;
        }
        return new Coefficients(norm * y[0], pairs, Products.dot(y, y));
    }

    /** w(theta), shape (n). */
    double[] weights(double theta) {
        double[] y = solve(theta);
        double[] w = new double[root.length];
        for (int i = 0; i < size; i++) {
            add(w, y[i], basis[i]);
        }
        for (int m = 0; m < w.length; m++) {
            w[m] *= root[m];
        }
        return w;
    }

    /** Adds a vector to the basis; returns whether the basis is now large enough. */
    private boolean grow(double leastTheta) {
        double[] v = basis[size];
        double[] next = timesS(v);
        diagonal[size] = Products.dot(v, next);
        size++;
        for (int pass = 0; pass < 2; pass++) { // the second pass leaves orthogonality to rounding
            for (int i = 0; i < size; i++) {
                add(next, -Products.dot(basis[i], next), basis[i]);
            }
        }
        double left = Math.sqrt(Products.dot(next, next));
        beside[size - 1] = left;
        double[] y = solve(leastTheta);
        boolean enough = left * Math.abs(y[size - 1]) <= RESIDUAL * leastTheta * Math.sqrt(Products.dot(y, y));
        if (enough || size == root.length) {
            return true;
        }
        reserve();
        basis[size] = times(1 / left, next);
        return false;
    }

    private void reserve() {
        if (size == basis.length) {
            basis = Arrays.copyOf(basis, 2 * size);
            diagonal = Arrays.copyOf(diagonal, 2 * size);
            beside = Arrays.copyOf(beside, 2 * size);
        }
    }

    private double[] timesS(double[] v) {
        double[] scaled = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            scaled[i] = root[i] * v[i];
        }
        double[] product = moments.timesPairs(scaled);
        for (int i = 0; i < v.length; i++) {
            product[i] *= root[i];
        }
        return product;
    }

    /** |c| (T + theta I)^-1 e_1 by elimination without pivoting, which is stable since T is positive semidefinite. */
    private double[] solve(double theta) {
        double[] pivot = new double[size];
        double[] y = new double[size];
        pivot[0] = diagonal[0] + theta;
        y[0] = norm;
        for (int i = 1; i < size; i++) {
            double factor = beside[i - 1] / pivot[i - 1];
            pivot[i] = diagonal[i] + theta - factor * beside[i - 1];
            y[i] = -factor * y[i - 1];
        }
        for (int i = size - 1; i >= 0; i--) {
            y[i] = (y[i] - (i + 1 < size ? beside[i] * y[i + 1] : 0)) / pivot[i];
        }
        return y;
    }

    private static void add(double[] to, double factor, double[] v) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * v[i];
        }
    }

    private static double[] times(double factor, double[] v) {
        double[] product = v.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= factor;
        }
        return product;
    }
}
