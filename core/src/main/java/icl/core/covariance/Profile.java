package icl.core.covariance;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.linalg.CompensatedSums;
import icl.core.linalg.Vector;
import org.apache.commons.numbers.core.DD;

/**
 * Numbers by position of a prompt or by coordinate of a vector: one number that is common to all, or one for each.
 *
 * @param values shape (1) when common to all, else (number of positions or coordinates)
 */
public record Profile(Vector values) {
    public Profile {
        Require.that(values.size() >= 1, "profile", values, "a number or a list of numbers");
    }

    /** A profile of one number that is common to all positions or coordinates. */
    public static Profile common(double value) {
        return new Profile(Vector.of(value));
    }

    /** Whether it is 0 everywhere, said by one number. */
    public boolean isZero() {
        return isCommon() && values.get(0) == 0;
    }

    /** Whether one number is common to all positions or coordinates. */
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

    /** This profile times 2^exponent. */
    public Profile scaled(int exponent) {
        return exponent == 0 ? this : new Profile(values.map(v -> Math.scalb(v, exponent)));
    }

    /**
     * This profile for a number of positions, in its canonical form: equal numbers become one number, so that equal
     * laws are equal.
     *
     * @throws icl.core.check.Invalid where its size does not fit
     */
    public Profile over(String name, int positions) {
        return over(name, positions, "position");
    }

    /** This profile for a vector of {@code dim} coordinates, in its canonical form. */
    public Profile overCoordinates(String name, int dim) {
        return over(name, dim, "coordinate");
    }

    private Profile over(String name, int size, String each) {
        if (!isCommon() && values.size() != size) {
            throw new Invalid(
                    name, "a list of " + values.size(), "one number or " + size + " numbers, one for each " + each);
        }
        return isCommon() || !values.isConstant() ? this : common(values.get(0));
    }

    @Override
    public String toString() {
        return isCommon() ? Double.toString(values.get(0)) : values.toString();
    }
}
