/** What a formula is and what it answers, and what formulas share. */
package icl.core.risk.formula;
