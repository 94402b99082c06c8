package icl.core.risk.formula;

/** The answer to a question: an exact risk, or the reason why there is none. */
public sealed interface Answer permits Optimum, Answer.Refusal {
    /**
     * The reason why no closed form answers the question.
     *
     * @param reason why there is none, and which similar question has an answer
     */
    record Refusal(String reason) implements Answer {}
}
