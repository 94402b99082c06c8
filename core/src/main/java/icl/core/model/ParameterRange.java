package icl.core.model;

/** The parameters from one index up to another, which is not included. */
public record ParameterRange(int from, int to) {}
