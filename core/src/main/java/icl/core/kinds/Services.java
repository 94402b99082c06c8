package icl.core.kinds;

import icl.core.check.Invalid;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Implementations of services on the class path, looked up once in each process. */
public final class Services {
    private static final ClassValue<List<?>> FOUND = new ClassValue<>() {
        @Override
        protected List<?> computeValue(Class<?> service) {
            return load(service);
        }
    };

    private Services() {}

    /**
     * The implementations of a service in the order of the class path.
     *
     * @throws Invalid when one of them cannot be loaded
     */
    @SuppressWarnings("unchecked") // the map from class to list keeps the type
    public static <T> List<T> of(Class<T> service) {
        return (List<T>) FOUND.get(service);
    }

    /**
     * The context class loader of the thread, which has the jars of users, if it can load the service; else the loader
     * of the service.
     */
    private static ClassLoader loader(Class<?> service) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return loader != null && Class.forName(service.getName(), false, loader) == service
                    ? loader
                    : service.getClassLoader();
        } catch (ClassNotFoundException e) {
            return service.getClassLoader();
        }
    }

    /** Looks the implementations up without the cache. */
    static <T> List<T> load(Class<T> service) {
        try {
            return ServiceLoader.load(service, loader(service)).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause() + ")";
            throw new Invalid("Cannot load " + e.getMessage() + cause);
        }
    }
}
