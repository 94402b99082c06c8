/** The contracts of formulas, the answers they give, and what several formulas use. */
package icl.core.risk.formula;
