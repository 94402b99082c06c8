package icl.core.kinds;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a family whose variants are written with a key {@code kind} beside their components: {@code {kind: iid, dim:
 * 5}}. Variants of other families are written with their kind as the only key: {@code {power_law: 1.5}}. Both forms can
 * be read for every family.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InternallyTagged {}
