/** Exact risks of (weighted) preconditioned gradient descent on every design, and the paper's approximations. */
package icl.core.risk;
