package icl.core.simulate;

/** Independent numbers whose mean is a risk, one for each prompt. */
@FunctionalInterface
public interface RiskSample {
    /** The number of prompts computed at once. */
    int LANES = 64;

    /** Writes the numbers of prompts {@code first} to {@code first + LANES - 1}; first is a multiple of LANES. */
    void at(long first, double[] numbers);
}
