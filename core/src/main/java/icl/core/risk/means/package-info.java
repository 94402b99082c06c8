/** Risks where tasks have a mean, or are a mixture of groups: prompts for each group, and layers whose even part helps. */
package icl.core.risk.means;
