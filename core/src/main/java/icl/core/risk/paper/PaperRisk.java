package icl.core.risk.paper;

/**
 * A risk as the paper states it. It may differ from the exact risk.
 *
 * @param risk the paper's risk, label squared
 * @param zeroRisk the paper's risk of predicting zero
 * @param kind how it relates to the exact risk
 */
public record PaperRisk(double risk, double zeroRisk, Relation kind) {

    /** How a form of the paper relates to the exact risk. */
    public enum Relation {
        /** Equal to the exact risk. */
        EXACT,
        /** Approaches the exact risk as the number of features grows. */
        APPROXIMATION,
        /** At least the exact risk. */
        UPPER_BOUND
    }
}
