package icl.core.kinds;

import java.util.List;

/**
 * Kinds of {@link OpenFamily open families}: a service that {@link java.util.ServiceLoader} finds on the class path, by a file {@code
 * META-INF/services/icl.core.kinds.KindProvider} that names its implementation. The kinds that come with the program and those of
 * a user come in alike: they are named in sweep files, on the command line and in tables.
 *
 * <p>A kind is a record with {@link Kind} that implements an open family, such as {@code Design} or {@code Predictor}. Its
 * components are the parameters: numbers, text, {@code Vector}, {@code Matrix}, enums, records and kinds of families, an {@code
 * Optional} of these where nothing need be given, checked in its constructor.
 */
public interface KindProvider {
    /** The classes of the kinds, of any families. */
    List<Class<?>> kinds();

    /** Whether these kinds come with the program: cells of others are computed in processes of their own. */
    default boolean isBuiltIn() {
        return false;
    }
}
