/** Covariances of features and tasks, correlations along the prompt, spectra, and the basis in which both covariances are diagonal. */
package icl.core.covariance;
