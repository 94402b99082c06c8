package icl.jobs.sweep;

/**
 * A measure of the user's own: a record with {@link icl.core.naming.Kind} that an {@link icl.core.naming.OwnKinds} names. Its
 * components are its settings in sweep files.
 */
public non-sealed interface OwnMeasure extends Measure {}
