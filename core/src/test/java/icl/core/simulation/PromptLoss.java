package icl.core.simulation;

import icl.core.model.Loss;

/** A loss that a predictor incurs on one prompt; its mean over prompts is the risk. */
@FunctionalInterface
interface PromptLoss {
    double on(Prompt prompt);

    /** The squared error itself. */
    static PromptLoss squaredError(Step step, Loss loss) {
        double[][] w = step.w();
        return prompt -> {
            int n = prompt.length();
            int first = loss == Loss.POSITIONS ? 0 : n;
            double sum = 0;
            for (int m = first; m <= n; m++) {
                double error = prompt.labels[m] - prediction(prompt, m, w, step);
                sum += error * error;
            }
            return sum / (n + 1 - first);
        };
    }

    /** For position m from the m examples before it; example i has lag m - i, and weights belong to lags. */
    private static double prediction(Prompt prompt, int m, double[][] w, Step step) {
        int n = prompt.length();
        double[] h = new double[w.length];
        for (int i = 0; i < m; i++) {
            double scale = step.weights().get(n - m + i) * prompt.labels[i];
            for (int c = 0; c < h.length; c++) {
                h[c] += scale * prompt.features[i][c];
            }
        }
        return Dense.form(prompt.features[m], w, h);
    }
}
