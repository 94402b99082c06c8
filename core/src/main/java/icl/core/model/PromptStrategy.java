package icl.core.model;

/** The parameters of a prompted step that are trained, and in which order. */
public enum PromptStrategy {
    /** W only, without prompts. */
    PLAIN,
    /** W without prompts first, then the prompts for this W. */
    TUNED,
    /** W and the prompts together. */
    JOINT,
    /** W and a linear head h_k for each group: x' W X'(y - X h_k) + x' h_k. */
    DECOUPLED;

    /** Whether each group has a vector that is added to X'y. */
    boolean hasPrompts() {
        return this == TUNED || this == JOINT;
    }

    /** Whether each group has a linear head. */
    boolean hasHeads() {
        return this == DECOUPLED;
    }
}
