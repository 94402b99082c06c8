package icl.core.kinds;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a family whose variants are written with their components beside the key {@code kind}: {@code {kind: iid, dim:
 * 5}}. Variants of other families are written below their kind: {@code {power_law: 1.5}}. Both forms are read everywhere.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InternallyTagged {}
