package icl.core.train;

/** The mean loss over a batch of prompts and its gradient; an instance is for one thread. */
public interface BatchLoss {
    /**
     * The mean loss over prompts.
     *
     * @param parameters shape (size)
     * @param first number of the first prompt, a multiple of 64
     * @param count prompts
     * @param gradient overwritten, shape (size)
     */
    double at(double[] parameters, long first, int count, double[] gradient);
}
