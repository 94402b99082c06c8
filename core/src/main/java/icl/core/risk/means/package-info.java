/**
 * Risks where tasks have a mean or are a mixture of groups: prompts for each group, and layers whose label-even part
 * lowers the risk.
 */
package icl.core.risk.means;
