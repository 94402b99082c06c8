package icl.core.covariance;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Whitened bases and spectra, each computed once for a pair of covariances and kept for the next cells of a grid, unless memory
 * runs out.
 */
public final class SpectrumCache {
    private static final Recent<Spectrum> SPECTRA = new Recent<>(64);
    private static final Recent<WhitenedBasis> BASES = new Recent<>(2); // some 50 MB each at dim 1000

    private SpectrumCache() {}

    private record Key(Covariance features, Covariance tasks, int dim) {
        WhitenedBasis basis() {
            return WhitenedBasis.of(features, tasks, dim);
        }
    }

    /** Eigenvalues of Sigma for features and tasks of these covariances. */
    public static Spectrum spectrum(Covariance features, Covariance tasks, int dim) {
        return SPECTRA.get(
                new Key(features, tasks, dim),
                key -> basis(features, tasks, dim).spectrum(dim));
    }

    /** The basis in which both covariances are diagonal. */
    public static WhitenedBasis basis(Covariance features, Covariance tasks, int dim) {
        return BASES.get(new Key(features, tasks, dim), Key::basis);
    }

    private record Entry<V>(Key key, V value) {}

    /** The values that were used last. The garbage collector takes all of them before an allocation fails. */
    private static final class Recent<V> {
        private final int entries;
        private SoftReference<Map<Key, V>> memory = new SoftReference<>(null);
        private volatile SoftReference<Entry<V>> latest = new SoftReference<>(null);

        Recent(int entries) {
            this.entries = entries;
        }

        V get(Key key, Function<Key, V> compute) {
            Entry<V> entry = latest.get();
            if (entry != null && entry.key.equals(key)) {
                return entry.value; // without the lock: most cells ask for what the cell before them did
            }
            V known = known(key);
            V value = known != null
                    ? known
                    : added(key, compute.apply(key)); // outside the lock: a large one takes seconds
            latest = new SoftReference<>(new Entry<>(key, value));
            return value;
        }

        private synchronized V known(Key key) {
            return map().get(key);
        }

        private synchronized V added(Key key, V value) {
            map().put(key, value);
            return value;
        }

        private Map<Key, V> map() {
            Map<Key, V> map = memory.get();
            if (map == null) {
                map = remembering(entries);
                memory = new SoftReference<>(map);
            }
            return map;
        }
    }

    private static <V> Map<Key, V> remembering(int entries) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
                return size() > entries;
            }
        };
    }
}
