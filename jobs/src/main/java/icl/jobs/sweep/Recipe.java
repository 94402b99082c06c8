package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.records.RecordSchema;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How a record is made at a point of the grid: for each component where its value comes from. */
final class Recipe {
    private final Class<?> type;
    private final RecordSchema<?> shape;
    private final Source[] sources;
    private final int[] axes;
    private final Places places;

    /** Where the value of a component comes from. */
    interface Source {
        /** The value at a point, or the {@link Invalid} that says why there is none. */
        Object at(int[] digits);

        /** The same, as the sweep gives it: of a record that is made on the way, what it is made of. */
        default Object written(int[] digits) {
            return at(digits);
        }

        /** The axes that the value depends on. */
        IntStream axes();
    }

    /** The same value everywhere. */
    record Always(Object value) implements Source {
        @Override
        public Object at(int[] digits) {
            return value;
        }

        @Override
        public IntStream axes() {
            return IntStream.empty();
        }
    }

    Recipe(Class<?> type, List<Source> sources, Places places) {
        this.type = type;
        this.shape = RecordSchema.of(type);
        this.sources = sources.toArray(Source[]::new);
        axes = sources.stream().flatMapToInt(Source::axes).distinct().toArray();
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

    /** The components of the record at a point where it can be made. */
    AsWritten written(int[] digits) {
        return new AsWritten(
                type, Stream.of(sources).map(source -> source.written(digits)).toList());
    }

    /** Axes that the record depends on. */
    IntStream axes() {
        return IntStream.of(axes);
    }

    /** Whether it makes the same record at two points. */
    boolean makesSame(int[] digits, int[] others) {
        for (int axis : axes) {
            if (digits[axis] != others[axis]) {
                return false;
            }
        }
        return true;
    }
}
