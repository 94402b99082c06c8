/** The forms that the paper gives: exact ones, approximations and bounds. */
package icl.core.risk.paper;
