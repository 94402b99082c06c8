package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.naming.Shape;
import java.util.List;

/** How a record is made at a point of the grid: for each component where its value comes from. */
final class Recipe {
    private final Shape<?> shape;
    private final Source[] sources;
    private final Places places;

    /** Where the value of a component comes from. */
    @FunctionalInterface
    interface Source {
        /** The value at a point, or the {@link Invalid} that says why there is none. */
        Object at(int[] digits);
    }

    Recipe(Shape<?> shape, List<Source> sources, Places places) {
        this.shape = shape;
        this.sources = sources.toArray(Source[]::new);
        this.places = places;
    }

    /** The record at a point. */
    Object make(int[] digits) {
        Object[] values = new Object[sources.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sources[i].at(digits);
            if (values[i] instanceof Invalid problem) {
                throw problem;
            }
        }
        try {
            return shape.make(values);
        } catch (Invalid e) {
            throw places.refused(e, digits);
        }
    }
}
