/**
 * Exact risks: the registry of formulas. Subpackages: formula (contracts), linear, retrieval, aligned, means, layer,
 * paper.
 */
package icl.core.risk;
