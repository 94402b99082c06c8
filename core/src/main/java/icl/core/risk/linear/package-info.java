/** Risks on designs whose query is independent of the examples: sums over examples and a spectrum are all that enters. */
package icl.core.risk.linear;
