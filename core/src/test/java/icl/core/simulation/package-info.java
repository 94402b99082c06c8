/** Prompts drawn as their definition reads, and statements about the means of what is computed from them. */
package icl.core.simulation;
