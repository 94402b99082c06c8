/** Risks on prompts whose features depend on the task. */
package icl.core.risk.aligned;
