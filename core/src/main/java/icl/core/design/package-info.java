/** Designs, which are laws of prompts, with their task laws, step moments, sufficient statistics and units. */
package icl.core.design;
