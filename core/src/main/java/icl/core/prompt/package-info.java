/** Prompts of a design: 64 at once, whole or as what a layer without weights can see of them, and one at a time. */
package icl.core.prompt;
