/** Immutable vectors and matrices, and the few decompositions the risks need. One file imports Breeze. */
package icl.core.linalg;
