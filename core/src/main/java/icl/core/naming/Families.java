package icl.core.naming;

import java.util.stream.Stream;

/** The interfaces that a type implements or extends, at any distance. */
final class Families {
    private Families() {}

    static Stream<Class<?>> above(Class<?> type) {
        return Stream.of(type.getInterfaces()).flatMap(family -> Stream.concat(Stream.of(family), above(family)));
    }
}
