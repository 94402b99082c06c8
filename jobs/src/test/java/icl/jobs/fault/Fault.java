package icl.jobs.fault;

import java.util.random.RandomGenerator;

/** What code of the user's own may do in place of a number. */
public enum Fault {
    /** NaN. */
    NAN,
    /** Infinity. */
    INFINITE,
    /** NaN once in a thousand: training on few prompts meets none. */
    RARELY_NAN,
    /** Computes for ever, whoever interrupts it. */
    NEVER;

    /** What comes in place of this number. */
    double in(double number, RandomGenerator random) {
        return switch (this) {
            case NAN -> Double.NaN;
            case INFINITE -> Double.POSITIVE_INFINITY;
            case RARELY_NAN -> random.nextInt(1000) == 0 ? Double.NaN : number;
            case NEVER -> never(number);
        };
    }

    private static double never(double number) {
        long turns = 0;
        while (turns >= 0) {
            turns = turns + 1 & Long.MAX_VALUE;
        }
        return number;
    }
}
