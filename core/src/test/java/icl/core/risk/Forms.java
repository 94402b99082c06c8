package icl.core.risk;

import icl.core.design.Design;
import icl.core.linalg.Objective;
import icl.core.model.BilinearForm;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;

/** Bilinear forms as plain arrays of M, u and f, one after the other. */
final class Forms {
    private Forms() {}

    static double[] random(Design design, RandomGenerator random) {
        return random.doubles(size(design), -1, 1).toArray();
    }

    static int size(Design design) {
        int d = design.dim();
        return d * (d + 1) + d + 1 + design.length();
    }

    static BilinearForm form(Design design, double[] parameters) {
        BilinearForm form = new BilinearForm(design.dim(), design.length());
        int at = 0;
        for (double[] part : parts(form)) {
            System.arraycopy(parameters, at, part, 0, part.length);
            at += part.length;
        }
        return form;
    }

    static Objective objective(Design design, ToDoubleBiFunction<BilinearForm, BilinearForm> risk) {
        return (parameters, gradient) -> {
            BilinearForm found = new BilinearForm(design.dim(), design.length());
            double value = risk.applyAsDouble(form(design, parameters), found);
            int at = 0;
            for (double[] part : parts(found)) {
                System.arraycopy(part, 0, gradient, at, part.length);
                at += part.length;
            }
            return value;
        };
    }

    /** A copy of a direction in which only one of M, u and f moves. */
    static double[] only(Design design, int which, double[] direction) {
        double[] one = new double[direction.length];
        int at = 0;
        double[][] parts = parts(new BilinearForm(design.dim(), design.length()));
        for (int k = 0; k < parts.length; k++) {
            if (k == which) {
                System.arraycopy(direction, at, one, at, parts[k].length);
            }
            at += parts[k].length;
        }
        return one;
    }

    private static double[][] parts(BilinearForm form) {
        return new double[][] {form.matrix(), form.vector(), form.filter()};
    }
}
