/** Predictors, the sets of steps over which they are optimised, and the models that are trained. */
package icl.core.model;
