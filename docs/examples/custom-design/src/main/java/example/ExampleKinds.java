package example;

import icl.core.kinds.CustomKinds;
import java.util.List;

/** Names the design and the architecture to icl, which finds this class through META-INF/services. */
public final class ExampleKinds implements CustomKinds {
    @Override
    public List<Class<?>> kinds() {
        return List.of(SparseDesign.class, GatedAttention.class);
    }
}
