package icl.core.risk.paper;

/**
 * A risk as the paper states it, never to be taken for the exact one.
 *
 * @param risk label squared
 * @param zeroRisk the paper's risk of predicting zero
 * @param kind what it is
 */
public record PaperRisk(double risk, double zeroRisk, Relation kind) {

    /** What the paper's form is. */
    public enum Relation {
        /** Equal to the exact risk. */
        EXACT,
        /** Right in the limit of many features. */
        APPROXIMATION,
        /** At least the exact risk. */
        UPPER_BOUND
    }
}
