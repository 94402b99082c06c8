/**
 * Training: losses with gradients over batches of prompts, optimisers, schedules, and the training loop. Does not
 * depend on exact risks.
 */
package icl.core.train;
