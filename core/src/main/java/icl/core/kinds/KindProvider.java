package icl.core.kinds;

import java.util.List;

/**
 * A list of kinds of {@link OpenFamily open families}: a service that {@link java.util.ServiceLoader} finds on the
 * class path through a file {@code META-INF/services/icl.core.kinds.KindProvider} with the name of the implementation.
 * Built-in kinds and those of users are registered in this way, and can be used in sweep files, on the command line and
 * in tables.
 *
 * <p>A kind is a record with {@link Kind} that implements an open family, such as {@code Design} or {@code Predictor}.
 * Its components are the parameters: numbers, text, {@code Vector}, {@code Matrix}, enums, records and kinds of
 * families, an {@code Optional} of these where nothing need be given, checked in its constructor.
 */
public interface KindProvider {
    /** The classes of the kinds, of any families. */
    List<Class<?>> kinds();

    /** Whether these kinds are built in. Cells with other kinds are computed in separate processes. */
    default boolean isBuiltIn() {
        return false;
    }
}
