/**
 * Covariances of features and tasks, laws of features, mixtures and banks of tasks, correlations along the prompt,
 * spectra, and the whitened basis.
 */
package icl.core.covariance;
