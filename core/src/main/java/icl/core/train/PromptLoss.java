package icl.core.train;

import icl.core.check.Interrupted;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSource;
import java.util.Arrays;

/** Squared error of any model, at the query or averaged over positions, prompt by prompt, in double precision. */
public final class PromptLoss implements BatchLoss {
    private final Model model;
    private final Loss loss;
    private final PromptSource prompts;

    /** Creates a loss on prompts of a source. */
    public PromptLoss(Model model, Loss loss, PromptSource prompts) {
        this.model = model;
        this.loss = loss;
        this.prompts = prompts;
    }

    @Override
    public double at(double[] parameters, long first, int count, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += add(parameters, prompts.prompt(first + i), count, gradient);
        }
        return sum / count;
    }

    private double add(double[] parameters, Prompt prompt, int count, double[] gradient) {
        int n = prompt.length();
        int from = loss == Loss.POSITIONS ? 0 : n;
        double sum = 0;
        for (int m = from; m <= n; m++) {
            Interrupted.check();
            double error =
                    model.predict(parameters, prompt, m) - prompt.labels().get(m);
            model.addGradient(parameters, prompt, m, 2 * error / (n + 1 - from) / count, gradient);
            sum += error * error;
        }
        return sum / (n + 1 - from);
    }
}
