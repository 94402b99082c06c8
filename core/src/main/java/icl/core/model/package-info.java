/** Architectures and the predictors they implement. */
package icl.core.model;
