/** Risks on prompts whose examples are correlated with the query. */
package icl.core.risk.retrieval;
