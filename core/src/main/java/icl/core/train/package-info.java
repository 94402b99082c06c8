/** Training: losses with their gradients over batches of prompts, optimisers, schedules, and the loop. Knows no exact risk. */
package icl.core.train;
