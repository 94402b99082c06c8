/** Exact risks: all formulas, and the answer to a question. Rooms: formula (contracts), linear, retrieval, aligned, paper, layer. */
package icl.core.risk;
