package icl.core.simulation;

/** A prompt and what it was made of; the query is the last of the n + 1 positions. */
final class Prompt {
    /** Shape (n + 1, d). */
    final double[][] features;

    /** The task at each position, shape (n + 1, d). */
    final double[][] tasks;

    /** Shape (n + 1). */
    final double[] labels;

    Prompt(double[][] features, double[][] tasks, double[] labels) {
        this.features = features;
        this.tasks = tasks;
        this.labels = labels;
    }

    int length() {
        return labels.length - 1;
    }
}
