/** Risks of whole layers as functions of their parameters, with gradients. */
package icl.core.risk.layer;
