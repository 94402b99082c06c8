package icl.jobs.sweep;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What the value on an axis is as a component of a record. */
final class AxisSource implements Recipe.Source {
    private final int axis;
    private final Object[] values;
    private final Object open;

    /**
     * A source.
     *
     * @param values for each value on the axis what it is; a {@link Recipe} is followed
     * @param open what stands where a point leaves the axis open
     */
    AxisSource(int axis, Object[] values, Object open) {
        this.axis = axis;
        this.values = values;
        this.open = open;
    }

    @Override
    public Object at(int[] digits) {
        Object value = value(digits);
        return value instanceof Recipe recipe ? recipe.make(digits) : value;
    }

    @Override
    public Object written(int[] digits) {
        Object value = value(digits);
        return value instanceof Recipe recipe ? recipe.written(digits) : value;
    }

    private Object value(int[] digits) {
        return digits[axis] < 0 ? open : values[digits[axis]];
    }

    @Override
    public IntStream axes() {
        IntStream further =
                Arrays.stream(values).filter(Recipe.class::isInstance).flatMapToInt(recipe -> ((Recipe) recipe).axes());
        return IntStream.concat(IntStream.of(axis), further);
    }
}
