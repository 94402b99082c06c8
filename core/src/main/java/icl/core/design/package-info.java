/** Laws of the prompts: the designs, and what they are made of. */
package icl.core.design;
