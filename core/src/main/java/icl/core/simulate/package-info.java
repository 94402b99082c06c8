/** Risks estimated by simulation, with their errors. Does not depend on the formulas. */
package icl.core.simulate;
