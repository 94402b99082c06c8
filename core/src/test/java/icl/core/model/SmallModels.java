package icl.core.model;

import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Models by names that tell their parameters. */
public final class SmallModels {
    /** Groups that models of prompts know: those of the mixture with most groups that tests draw from. */
    public static final int GROUPS = 4;

    private SmallModels() {}

    /**
     * A sample of every model of the program, in all its forms. To add a model, add it here: then its gradient, its lanes and its units
     * are tested.
     */
    public static Map<String, Model> every(int dim, int length) {
        Map<String, Model> models = new LinkedHashMap<>(all(dim, length));
        models.put("channels", new H3ChannelLayer(dim, length));
        models.put("squares", new SquaredLabelsStep(dim, length));
        for (PromptStrategy strategy : PromptStrategy.values()) {
            models.put("prompted " + strategy, new PromptedStep(dim, length, GROUPS, strategy));
        }
        return models;
    }

    /** Those of them that are linear in the query, and two that only tests have. */
    public static Map<String, LinearInQuery> linearInQuery(int dim, int length) {
        Map<String, LinearInQuery> models = new LinkedHashMap<>();
        every(dim, length).forEach((name, model) -> {
            if (model instanceof LinearInQuery linear) {
                models.put(name, linear);
            }
        });
        models.put("two steps", new TwoSteps(dim, length));
        models.put("squared labels", new SquaredLabels(dim, length));
        return models;
    }

    /** Bilinear models whose filter belongs to positions, or is one number. */
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
