package icl.core.linalg;

import java.util.Arrays;

/** A symmetric matrix over the examples, shape (n, n), known by its products with weights: dense only where it must be. */
@FunctionalInterface
public interface SymmetricOperator {
    /** Q f, shape (n), a new array. */
    double[] times(double[] f);

    static SymmetricOperator diagonal(double[] entries) {
        return f -> {
            double[] product = f.clone();
            Arrays.setAll(product, i -> f[i] * entries[i]);
            return product;
        };
    }

    /** (ab' + ba') / 2. */
    static SymmetricOperator outer(double[] a, double[] b) {
        return f -> {
            double alongA = Products.dot(a, f) / 2;
            double alongB = Products.dot(b, f) / 2;
            double[] product = new double[f.length];
            Arrays.setAll(product, i -> a[i] * alongB + b[i] * alongA);
            return product;
        };
    }

    /** The matrix with these rows. */
    static SymmetricOperator dense(double[][] rows) {
        return f -> {
            double[] product = new double[f.length];
            Arrays.setAll(product, i -> Products.dot(rows[i], f));
            return product;
        };
    }

    /** Entry min(i, j) + 1, i and j from 0, in O(n). */
    static SymmetricOperator smallerIndex() {
        return f -> {
            double[] product = f.clone();
            for (int i = f.length - 2; i >= 0; i--) {
                product[i] += product[i + 1];
            }
            for (int i = 1; i < f.length; i++) {
                product[i] += product[i - 1];
            }
            return product;
        };
    }

    /** This plus a multiple of the other. */
    default SymmetricOperator plus(double factor, SymmetricOperator other) {
        return f -> {
            double[] sum = times(f);
            double[] added = other.times(f);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * added[i];
            }
            return sum;
        };
    }

    default SymmetricOperator scaled(double factor) {
        return f -> {
            double[] product = times(f);
            for (int i = 0; i < product.length; i++) {
                product[i] *= factor;
            }
            return product;
        };
    }
}
