package icl.core.model;

/** A range of parameters, from one index to another, exclusive. */
public record ParameterRange(int from, int to) {}
