package icl.core.linalg;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** An immutable vector of doubles. Vectors are equal if all entries have the same bits; -0.0 is stored as 0.0. */
public final class Vector {
    private final double[] values;
    private int hash;

    private Vector(double[] values) {
        this.values = values;
    }

    /** The vector with these entries, which are copied. */
    public static Vector of(double... values) {
        return from(values.length, i -> values[i]);
    }

    /** The vector of this size whose entries are all equal. */
    public static Vector constant(double value, int size) {
        return from(size, i -> value);
    }

    /** The vector of this size whose entries a function gives. */
    public static Vector from(int size, IntToDoubleFunction entry) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = entry.applyAsDouble(i) + 0.0; // -0.0 + 0.0 is 0.0
        }
        return new Vector(values);
    }

    public int size() {
        return values.length;
    }

    public double get(int i) {
        return values[i];
    }

    /** The vector of f of each entry. */
    public Vector map(DoubleUnaryOperator f) {
        return from(values.length, i -> f.applyAsDouble(values[i]));
    }

    /** The sum of the entries. */
    public double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Whether all entries are equal. */
    public boolean isConstant() {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the entries. */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vector v && Arrays.equals(values, v.values);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(values);
        }
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
