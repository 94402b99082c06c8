/**
 * Immutable vectors and matrices, double-double matrices, decompositions, and arithmetic in lanes. One file imports
 * Breeze.
 */
package icl.core.linalg;
