package example;

import icl.core.kinds.KindProvider;
import java.util.List;

/** Names the design and the architecture to icl, which finds this class through META-INF/services. */
public final class ExampleKinds implements KindProvider {
    @Override
    public List<Class<?>> kinds() {
        return List.of(SparseDesign.class, GatedAttention.class);
    }
}
