package icl.core.simulate;

import icl.core.check.Interrupted;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSource;

/** A sample of squared errors of any model on any design, prompt by prompt, in double precision. */
public final class ModelError implements RiskSample {
    private final Model model;
    private final double[] parameters;
    private final Loss loss;
    private final PromptSource prompts;

    /** Creates a sample for a model with these parameters, shape (size). */
    public ModelError(Model model, double[] parameters, Loss loss, PromptSource prompts) {
        this.model = model;
        this.parameters = parameters;
        this.loss = loss;
        this.prompts = prompts;
    }

    @Override
    public void at(long first, double[] numbers) {
        for (int lane = 0; lane < LANES; lane++) {
            numbers[lane] = on(prompts.prompt(first + lane));
        }
    }

    private double on(Prompt prompt) {
        int n = prompt.length();
        int from = loss == Loss.POSITIONS ? 0 : n;
        double sum = 0;
        for (int m = from; m <= n; m++) {
            Interrupted.check();
            double error = prompt.labels().get(m) - model.predict(parameters, prompt, m);
            sum += error * error;
        }
        return sum / (n + 1 - from);
    }
}
