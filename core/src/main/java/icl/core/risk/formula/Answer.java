package icl.core.risk.formula;

/** The answer to a question: an exact risk, or the reason why there is none. */
public sealed interface Answer permits Optimum, Answer.Refusal {
    /**
     * No closed form answers the question.
     *
     * @param reason why, and what would be answered
     */
    record Refusal(String reason) implements Answer {}
}
