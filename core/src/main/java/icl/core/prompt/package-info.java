/** Samplers of prompts: 64 at once in lanes, whole or reduced to sufficient statistics, and one at a time. */
package icl.core.prompt;
