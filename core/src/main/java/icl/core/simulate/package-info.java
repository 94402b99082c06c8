/** Risks measured on prompts, with their errors. Knows no formula. */
package icl.core.simulate;
