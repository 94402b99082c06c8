package icl.core.simulation;

/** A prompt and what it was made of; the query is the last of the n + 1 positions. */
public final class Prompt {
    /** Shape (n + 1, d). */
    public final double[][] features;

    /** The task at each position, shape (n + 1, d). */
    public final double[][] tasks;

    /** Shape (n + 1). */
    public final double[] labels;

    Prompt(double[][] features, double[][] tasks, double[] labels) {
        this.features = features;
        this.tasks = tasks;
        this.labels = labels;
    }

    public int length() {
        return labels.length - 1;
    }
}
