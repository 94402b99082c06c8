package icl.core.design;

import icl.core.kinds.KindProvider;
import java.util.List;

/** The registry of built-in designs. To add one, write its class and name it here. */
public final class BuiltInDesigns implements KindProvider {
    @Override
    public List<Class<?>> kinds() {
        return List.of(
                IidDesign.class, RetrievalDesign.class, AlignedDesign.class, DriftDesign.class, SequenceDesign.class);
    }

    @Override
    public boolean isBuiltIn() {
        return true;
    }
}
