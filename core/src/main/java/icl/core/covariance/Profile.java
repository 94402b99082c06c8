package icl.core.covariance;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.linalg.CompensatedSums;
import icl.core.linalg.Vector;
import org.apache.commons.numbers.core.DD;

/**
 * One number for every position of a prompt or every coordinate of a vector, or one for each.
 *
 * @param values shape (1) when common to all, else (number of positions or coordinates)
 */
public record Profile(Vector values) {
    public Profile {
        Require.that(values.size() >= 1, "profile", values, "a number or a list of numbers");
    }

    public static Profile common(double value) {
        return new Profile(Vector.of(value));
    }

    public boolean isCommon() {
        return values.size() == 1;
    }

    /** The number at a position, from 0. */
    public double at(int position) {
        return values.get(isCommon() ? 0 : position);
    }

    /** The mean over all positions. */
    public DD mean() {
        return CompensatedSums.sum(values.toArray()).divide((double) values.size());
    }

    /** This profile times a power of two. */
    public Profile scaled(int exponent) {
        return exponent == 0 ? this : new Profile(values.map(v -> Math.scalb(v, exponent)));
    }

    /** This profile for so many positions, checked; equal numbers become the one number, so that equal laws are equal. */
    public Profile over(String name, int positions) {
        return over(name, positions, "position");
    }

    /** This profile for a vector of so many coordinates, likewise. */
    public Profile overCoordinates(String name, int dim) {
        return over(name, dim, "coordinate");
    }

    private Profile over(String name, int size, String each) {
        if (!isCommon() && values.size() != size) {
            throw new Invalid(
                    name, "a list of " + values.size(), "one number or " + size + " numbers, one for each " + each);
        }
        return values.isConstant() ? common(values.get(0)) : this;
    }

    @Override
    public String toString() {
        return isCommon() ? Double.toString(values.get(0)) : values.toString();
    }
}
