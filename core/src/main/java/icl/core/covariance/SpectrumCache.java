package icl.core.covariance;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A cache of whitened bases and spectra by pair of covariances, shared by the cells of a grid. Entries are dropped when
 * memory runs out.
 */
public final class SpectrumCache {
    private static final LruCache<Spectrum> SPECTRA = new LruCache<>(64);
    private static final LruCache<WhitenedBasis> BASES = new LruCache<>(2); // about 50 MB each at dim 1000

    private SpectrumCache() {}

    private record Covariances(Covariance features, Covariance tasks, int dim) {
        WhitenedBasis basis() {
            return WhitenedBasis.of(features, tasks, dim);
        }
    }

    /** Eigenvalues of Sigma for features and tasks of these covariances. */
    public static Spectrum spectrum(Covariance features, Covariance tasks, int dim) {
        return SPECTRA.get(
                new Covariances(features, tasks, dim),
                key -> basis(features, tasks, dim).spectrum(dim));
    }

    /** The basis in which both covariances are diagonal. */
    public static WhitenedBasis basis(Covariance features, Covariance tasks, int dim) {
        return BASES.get(new Covariances(features, tasks, dim), Covariances::basis);
    }

    private record Latest<V>(Covariances key, V value) {}

    /**
     * A cache of the values used last, behind a soft reference: the garbage collector frees it before an allocation
     * fails.
     */
    private static final class LruCache<V> {
        private final int entries;
        private SoftReference<Map<Covariances, V>> memory = new SoftReference<>(null);
        private volatile SoftReference<Latest<V>> latest = new SoftReference<>(null);

        LruCache(int entries) {
            this.entries = entries;
        }

        V get(Covariances key, Function<Covariances, V> compute) {
            Latest<V> entry = latest.get();
            if (entry != null && entry.key.equals(key)) {
                return entry.value; // without the lock, since most cells need the value of the previous one
            }
            V known = known(key);
            V value = known != null
                    ? known
                    : added(key, compute.apply(key)); // outside the lock, since a large one takes seconds
            latest = new SoftReference<>(new Latest<>(key, value));
            return value;
        }

        private synchronized V known(Covariances key) {
            return map().get(key);
        }

        private synchronized V added(Covariances key, V value) {
            map().put(key, value);
            return value;
        }

        private Map<Covariances, V> map() {
            Map<Covariances, V> map = memory.get();
            if (map == null) {
                map = remembering(entries);
                memory = new SoftReference<>(map);
            }
            return map;
        }
    }

    private static <V> Map<Covariances, V> remembering(int entries) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Covariances, V> eldest) {
                return size() > entries;
            }
        };
    }
}
