package icl.core.model;

/** What is chosen for prompts of several groups of tasks, and when. */
public enum PromptStrategy {
    /** W, without prompts. */
    PLAIN,
    /** W without prompts first, then prompts for this W. */
    TUNED,
    /** W and prompts together. */
    JOINT,
    /** W and a linear head for each group: x' W X'(y - X h_k) + x' h_k. */
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
