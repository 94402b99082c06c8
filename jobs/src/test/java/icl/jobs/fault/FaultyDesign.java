package icl.jobs.fault;

import icl.core.check.Require;
import icl.core.design.CustomDesign;
import icl.core.kinds.Kind;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.prompt.Prompt;
import java.util.random.RandomGenerator;

/** Standard normal features and labels, the query's label with a fault. */
@Kind("faulty")
public record FaultyDesign(int dim, int length, Fault fault) implements CustomDesign {
    public FaultyDesign {
        Require.positive("dim", dim);
        Require.nonNegative("length", length);
    }

    @Override
    public Prompt draw(RandomGenerator random) {
        Matrix features = Matrix.from(length + 1, dim, (i, j) -> random.nextGaussian());
        Vector labels = Vector.from(length + 1, i -> random.nextGaussian());
        double target = fault.in(labels.get(length), random);
        return new Prompt(features, Vector.from(length + 1, i -> i < length ? labels.get(i) : target));
    }
}
