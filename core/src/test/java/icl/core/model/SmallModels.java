package icl.core.model;

import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every model, by a name that tells its parameters. */
public final class SmallModels {
    private SmallModels() {}

    public static Map<String, BilinearModel> all(int dim, int length) {
        Map<String, BilinearModel> models = new LinkedHashMap<>(withEqualWeights(dim, length));
        models.put("h3", new H3Layer(dim, length));
        models.put("weighted", PreconditionedGd.weighted(dim, length));
        models.put("fixed weights", step(dim, length, new PreconditionerShape.Full(dim), Optional.of(uneven(length))));
        models.put(
                "weighted factors",
                new PreconditionedGd(dim, length, factors(dim, 2, Optional.empty()), Optional.empty(), true));
        models.put(
                "factors with fixed weights",
                step(dim, length, factors(dim, 1, Optional.empty()), Optional.of(uneven(length))));
        return models;
    }

    public static Map<String, BilinearModel> withEqualWeights(int dim, int length) {
        Map<String, BilinearModel> models = new LinkedHashMap<>();
        models.put("attention", new LinearAttention(dim, length));
        models.put("full", PreconditionedGd.full(dim, length));
        models.put("factors", PreconditionedGd.lowRank(dim, length, 1));
        models.put("no factors", PreconditionedGd.lowRank(dim, length, 0));
        models.put("lora", PreconditionedGd.lora(length, frozen(dim, length), 2));
        return models;
    }

    private static PreconditionedGd step(int dim, int length, PreconditionerShape shape, Optional<Vector> weights) {
        return new PreconditionedGd(dim, length, shape, weights, false);
    }

    private static PreconditionerShape factors(int dim, int rank, Optional<Matrix> frozen) {
        return new PreconditionerShape.Factors(dim, rank, frozen);
    }

    /** Of a step without 1/n. */
    private static Matrix frozen(int dim, int length) {
        return Matrix.from(dim, dim, (i, j) -> (i == j ? 0.5 : 0.1 * (i - 2 * j)) / length);
    }

    private static Vector uneven(int length) {
        return Vector.from(length, i -> 1.5 - 0.4 * i);
    }
}
