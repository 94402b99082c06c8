package icl.core.linalg;

import java.util.Arrays;

/** A symmetric matrix, shape (n, n), given by its products with vectors, so that it need not be stored. */
@FunctionalInterface
public interface SymmetricOperator {
    /** The product with a vector f, shape (n), as a new array. */
    double[] times(double[] f);

    /** The diagonal matrix with these entries, shape (n). */
    static SymmetricOperator diagonal(double[] entries) {
        return f -> {
            double[] product = f.clone();
            Arrays.setAll(product, i -> f[i] * entries[i]);
            return product;
        };
    }

    /** The matrix (ab' + ba') / 2. */
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

    /** The matrix with entries min(i, j) + 1, i and j from 0; a product takes O(n). */
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

    /** This plus a multiple of another matrix. */
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

    /** This times a number. */
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
