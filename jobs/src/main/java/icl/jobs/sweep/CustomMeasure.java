package icl.jobs.sweep;

/**
 * A measure of the user's own: a record with {@link icl.core.kinds.Kind} that an {@link icl.core.kinds.CustomKinds} names. Its
 * components are its settings in sweep files.
 */
public non-sealed interface CustomMeasure extends Measure {}
