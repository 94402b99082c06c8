package icl.core.covariance;

import icl.core.design.Design;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Frames and spectra of designs, each computed once for a pair of covariances and kept for the next cells of a grid. */
public final class SpectrumCache {
    private static final Map<Key, Spectrum> SPECTRA = remembering(64);
    private static final Map<Key, WhitenedBasis> FRAMES = remembering(2); // some 50 MB each at dim 1000

    private SpectrumCache() {}

    private record Key(Covariance features, Covariance tasks, int dim) {
        WhitenedBasis frame() {
            return WhitenedBasis.of(features, tasks, dim);
        }
    }

    public static Spectrum of(Design design) {
        return get(SPECTRA, key(design), key -> frame(design).spectrum(design.dim()));
    }

    public static WhitenedBasis frame(Design design) {
        return get(FRAMES, key(design), Key::frame);
    }

    private static Key key(Design design) {
        return new Key(design.featureCovariance(), design.taskCovariance(), design.dim());
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
