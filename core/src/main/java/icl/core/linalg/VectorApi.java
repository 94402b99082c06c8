package icl.core.linalg;

import java.lang.reflect.Constructor;
import java.util.function.Supplier;

/**
 * Selects between the Vector API and plain Java. The Vector API is used if the module jdk.incubator.vector is resolved
 * ({@code --add-modules=jdk.incubator.vector}), unless the system property {@code icl.vector} is {@code off}.
 */
public final class VectorApi {
    private VectorApi() {}

    /** Whether the Vector API is used. */
    public static boolean isOn() {
        return !System.getProperty("icl.vector", "on").equals("off")
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /**
     * The implementation of that name in the package of the type, if the Vector API is used; else the other one.
     *
     * @param name simple name of a class that imports the Vector API, and so must not be linked without it
     */
    public static <T> T best(Class<T> type, String name, Supplier<? extends T> otherwise) {
        if (!isOn()) {
            return otherwise.get();
        }
        try {
            Constructor<? extends T> constructor = Class.forName(type.getPackageName() + "." + name)
                    .asSubclass(type)
                    .getDeclaredConstructor();
            constructor.setAccessible(true); // such classes are hidden in their packages
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot load " + name, e);
        }
    }
}
