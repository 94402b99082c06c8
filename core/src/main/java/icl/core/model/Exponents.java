package icl.core.model;

/** Changes units of parameters: multiplies stretches of them by powers of two, which rounds nothing. */
final class Exponents {
    private Exponents() {}

    /** Multiplies {@code count} numbers from one on by 2 to this power, in place. */
    static void add(int exponent, double[] parameters, int from, int count) {
        for (int i = from; i < from + count; i++) {
            parameters[i] = Math.scalb(parameters[i], exponent);
        }
    }
}
