package icl.jobs.schema;

import java.util.function.Function;

/** A function that remembers its last answer and gives it again about the same object: rows that follow one another share theirs. */
final class Latest<T> implements Function<T, Object> {
    private final Function<T, ?> function;
    private T last;
    private Object answer;

    Latest(Function<T, ?> function) {
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
