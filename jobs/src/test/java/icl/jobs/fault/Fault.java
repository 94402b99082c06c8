package icl.jobs.fault;

import java.util.random.RandomGenerator;

/** What code of the user's own may do in place of a number. */
public enum Fault {
    NAN {
        @Override
        double in(double number, RandomGenerator random) {
            return Double.NaN;
        }
    },
    INFINITE {
        @Override
        double in(double number, RandomGenerator random) {
            return Double.POSITIVE_INFINITY;
        }
    },
    /** NaN once in a thousand: training on few prompts meets none. */
    RARELY_NAN {
        @Override
        double in(double number, RandomGenerator random) {
            return random.nextInt(1000) == 0 ? Double.NaN : number;
        }
    },
    /** Computes for ever, whoever interrupts it. */
    NEVER {
        @Override
        double in(double number, RandomGenerator random) {
            long turns = 0;
            while (turns >= 0) {
                turns = turns + 1 & Long.MAX_VALUE;
            }
            return number;
        }
    };

    /** What comes in place of this number. */
    abstract double in(double number, RandomGenerator random);
}
