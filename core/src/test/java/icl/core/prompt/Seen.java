package icl.core.prompt;

import static icl.core.prompt.PromptBatch.LANES;

import icl.core.linalg.Vector;
import icl.core.simulation.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What laws of prompts are compared by. */
final class Seen {
    /** The query's features, shape (d). */
    final double[] query;

    /** The task as it enters the query's label, shape (d). */
    final double[] task;

    /** X'y, shape (d). */
    final double[] step;

    /** X'X, shape (d, d). */
    final double[][] gram;

    /** y'y. */
    double squares;

    /** The query's label. */
    double target;

    /** Features and labels of the examples, where they are those of the design. */
    final List<double[]> features = new ArrayList<>();

    final List<Double> labels = new ArrayList<>();

    private Seen(int dim) {
        query = new double[dim];
        task = new double[dim];
        step = new double[dim];
        gram = new double[dim][dim];
    }

    /** A prompt drawn as its definition reads. */
    static Seen of(Prompt prompt, double labelScale) {
        int n = prompt.length();
        Seen seen = new Seen(prompt.features[n].length);
        for (int c = 0; c < seen.query.length; c++) {
            seen.query[c] = prompt.features[n][c];
            seen.task[c] = labelScale * prompt.tasks[n][c];
        }
        for (int i = 0; i < n; i++) {
            seen.add(prompt.features[i], prompt.labels[i]);
        }
        seen.target = prompt.labels[n];
        return seen;
    }

    /** LANES prompts from one on. */
    static List<Seen> of(PromptBatch prompts, long first) {
        int d = prompts.dim();
        List<Seen> seen = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            seen.add(new Seen(d));
        }
        prompts.start(first);
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            for (int e = 0; e < count; e++) {
                for (int lane = 0; lane < LANES; lane++) {
                    seen.get(lane).add(vector(prompts.features(), e, d, lane), prompts.labels()[e * LANES + lane]);
                }
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            System.arraycopy(vector(prompts.query(), 0, d, lane), 0, seen.get(lane).query, 0, d);
            System.arraycopy(vector(prompts.task(), 0, d, lane), 0, seen.get(lane).task, 0, d);
            seen.get(lane).target = prompts.target()[lane];
        }
        return seen;
    }

    /** Makes X'y what it is with these weights, shape (n): X'(w o y). The examples are those of the design. */
    void weigh(Vector weights) {
        Arrays.fill(step, 0);
        for (int i = 0; i < weights.size(); i++) {
            for (int a = 0; a < step.length; a++) {
                step[a] += weights.get(i) * labels.get(i) * features.get(i)[a];
            }
        }
    }

    private static double[] vector(float[] rows, int which, int dim, int lane) {
        double[] vector = new double[dim];
        for (int c = 0; c < dim; c++) {
            vector[c] = rows[(which * dim + c) * LANES + lane];
        }
        return vector;
    }

    private void add(double[] x, double y) {
        features.add(x);
        labels.add(y);
        squares += y * y;
        for (int a = 0; a < x.length; a++) {
            step[a] += y * x[a];
            for (int b = 0; b < x.length; b++) {
                gram[a][b] += x[a] * x[b];
            }
        }
    }
}
