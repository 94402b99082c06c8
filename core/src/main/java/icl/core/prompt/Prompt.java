package icl.core.prompt;

import icl.core.check.Require;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;

/**
 * A prompt: the examples, and last the query with the label to be predicted.
 *
 * @param features shape (n + 1, d), the query's in the last row
 * @param labels shape (n + 1), the query's last
 * @param group the group of the task, from 0; 0 where there is one group
 */
public record Prompt(Matrix features, Vector labels, int group) {
    public Prompt {
        Require.that(
                features.rows() == labels.size() && labels.size() >= 1,
                "labels",
                labels.size() + " numbers",
                "as many as rows of features, " + features.rows());
    }

    /** A prompt where there is one group. */
    public Prompt(Matrix features, Vector labels) {
        this(features, labels, 0);
    }

    public int dim() {
        return features.columns();
    }

    /** Examples n, one less than the rows of the features. */
    public int length() {
        return labels.size() - 1;
    }
}
