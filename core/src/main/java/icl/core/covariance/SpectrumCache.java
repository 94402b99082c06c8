package icl.core.covariance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Whitened bases and spectra, each computed once for a pair of covariances and kept for the next cells of a grid. */
public final class SpectrumCache {
    private static final Map<Key, Spectrum> SPECTRA = remembering(64);
    private static final Map<Key, WhitenedBasis> BASES = remembering(2); // some 50 MB each at dim 1000

    private SpectrumCache() {}

    private record Key(Covariance features, Covariance tasks, int dim) {
        WhitenedBasis basis() {
            return WhitenedBasis.of(features, tasks, dim);
        }
    }

    /** Eigenvalues of Sigma for features and tasks of these covariances. */
    public static Spectrum spectrum(Covariance features, Covariance tasks, int dim) {
        return get(
                SPECTRA,
                new Key(features, tasks, dim),
                key -> basis(features, tasks, dim).spectrum(dim));
    }

    /** The basis in which both covariances are diagonal. */
    public static WhitenedBasis basis(Covariance features, Covariance tasks, int dim) {
        return get(BASES, new Key(features, tasks, dim), Key::basis);
    }

    private static <V> V get(Map<Key, V> memory, Key key, Function<Key, V> compute) {
        synchronized (memory) {
            V known = memory.get(key);
            if (known != null) {
                return known;
            }
        }
        V value = compute.apply(key); // outside the lock: a large one takes seconds
        synchronized (memory) {
            memory.put(key, value);
        }
        return value;
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
