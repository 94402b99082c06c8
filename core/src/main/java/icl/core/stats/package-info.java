/** Statistics of samples, and intervals for their means. */
package icl.core.stats;
