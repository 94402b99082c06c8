package icl.core.kinds;

import java.util.List;

/**
 * Kinds of the user's own: a service that {@link java.util.ServiceLoader} finds on the class path, by a file {@code
 * META-INF/services/icl.core.kinds.CustomKinds} that names its implementation. From then on these kinds are named in sweep
 * files, on the command line and in tables like the built-in ones.
 *
 * <p>A kind is a record with {@link Kind} that implements the open door of a family, a non-sealed interface such as {@code
 * OwnDesign} or {@code OwnPredictor}. Its components are the parameters: numbers, text, {@code Vector}, {@code Matrix},
 * enums, records and kinds of families, an {@code Optional} of these where nothing need be given, checked in its constructor.
 */
public interface CustomKinds {
    /** The classes of the kinds, of any families. */
    List<Class<?>> kinds();
}
