package icl.core.kinds;

import java.util.stream.Stream;

/** Finds all interfaces that a type implements or extends, directly or indirectly. */
public final class Supertypes {
    private Supertypes() {}

    /** The interfaces of a type; one that is reached in several ways is repeated. */
    public static Stream<Class<?>> above(Class<?> type) {
        return Stream.of(type.getInterfaces()).flatMap(family -> Stream.concat(Stream.of(family), above(family)));
    }
}
