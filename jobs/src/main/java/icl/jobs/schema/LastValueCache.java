package icl.jobs.schema;

import java.util.function.Function;

/** A function that caches its last value: consecutive rows share objects. */
final class LastValueCache<T> implements Function<T, Object> {
    private final Function<T, ?> function;
    private T last;
    private Object answer;

    LastValueCache(Function<T, ?> function) {
        this.function = function;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // comparing contents would cost what this saves
    public Object apply(T about) {
        if (about != last) {
            answer = function.apply(about);
            last = about;
        }
        return answer;
    }
}
