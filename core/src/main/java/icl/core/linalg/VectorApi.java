package icl.core.linalg;

import java.lang.reflect.Constructor;
import java.util.function.Supplier;

/**
 * The one switch between the Vector API and plain Java. The module jdk.incubator.vector must be resolved ({@code
 * --add-modules=jdk.incubator.vector}) and the system property {@code icl.vector} must not be {@code off}.
 */
public final class VectorApi {
    private VectorApi() {}

    /** Whether the Vector API computes. */
    public static boolean isOn() {
        return !System.getProperty("icl.vector", "on").equals("off")
                && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /**
     * The implementation of that name beside the type, if the Vector API is on, else the other one.
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
