/**
 * Risks on designs whose query is independent of the examples. They depend on sums over the examples and on a spectrum
 * only.
 */
package icl.core.risk.linear;
