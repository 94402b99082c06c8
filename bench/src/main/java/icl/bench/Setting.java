package icl.bench;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.covariance.TaskGroup;
import icl.core.covariance.TaskGroups;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.kinds.Kinds;
import icl.core.linalg.VectorApi;
import icl.core.model.AttentionSquares;
import icl.core.model.H3Layer;
import icl.core.model.LinearAttention;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Normalisation;
import icl.core.model.PreconditionedGd;
import icl.core.model.Predictor;
import icl.core.model.PromptStrategy;
import icl.core.model.Prompted;
import icl.core.model.Question;
import java.util.List;
import java.util.Optional;

/**
 * The design with identity covariances, the model and the question that several benchmarks make from the same options.
 */
final class Setting {
    static final List<String> ARCHITECTURES = List.of("attention", "h3", "pgd");

    private static final List<String> MODELS = List.of("attention", "h3", "pgd", "prompted", "attention_squares");

    private static final List<String> DESIGNS = List.of("iid", "retrieval", "aligned", "drift");

    /** Two groups of tasks: probabilities 0.3 and 0.7, means 1.4 and -0.6 in every coordinate. */
    private static final String GROUPS = "groups";

    private static final List<String> ALL_DESIGNS = List.of("iid", "retrieval", "aligned", "drift", GROUPS);

    private Setting() {}

    /** The design of the options design, dim, length, noise-variance, alpha and correlation. */
    static Design design(Options options) {
        return design(options.choice("design", ALL_DESIGNS), options);
    }

    private static Design design(String kind, Options options) {
        int dim = options.integer("dim");
        int length = options.integer("length");
        Profile noise = Profile.common(options.number("noise-variance"));
        Covariance identity = Covariance.identity();
        double alpha = options.number("alpha");
        return switch (kind) {
            case "retrieval" -> new RetrievalDesign(dim, length, noise, Profile.common(alpha), identity, identity);
            case "aligned" -> new AlignedDesign(dim, length, noise, alpha, identity, identity);
            case "drift" ->
                new DriftDesign(
                        dim, length, noise, new TaskCorrelation.Ar1(options.number("correlation")), identity, identity);
            case GROUPS -> groups(dim, length, noise);
            default -> new IidDesign(dim, length, noise, identity, identity);
        };
    }

    private static Design groups(int dim, int length, Profile noise) {
        TaskGroups groups = new TaskGroups(List.of(
                new TaskGroup(0.3, Profile.common(1.4), Covariance.identity()),
                new TaskGroup(0.7, Profile.common(-0.6), Covariance.identity())));
        return new IidDesign(
                dim,
                length,
                noise,
                Covariance.identity(),
                Covariance.identity(),
                Profile.common(0),
                Optional.of(groups),
                Optional.empty());
    }

    /** A design of every kind that has these options. */
    static List<Design> designs(Options options) {
        return DESIGNS.stream().map(kind -> design(kind, options)).toList();
    }

    /** The model with all parameters of the layer; {@code pgd} is the gradient step. */
    static Model model(Options options, Design design) {
        int d = design.dim();
        int n = design.length();
        return switch (options.choice("architecture", MODELS)) {
            case "h3" -> new H3Layer(d, n);
            case "pgd" -> PreconditionedGd.full(d, n);
            case "prompted" ->
                new Prompted(PromptStrategy.JOINT, Normalisation.MEAN)
                        .layer(design)
                        .orElseThrow();
            case "attention_squares" ->
                new AttentionSquares(Normalisation.MEAN).layer(design).orElseThrow();
            default -> new LinearAttention(d, n);
        };
    }

    static Question question(Options options, Design design) {
        Predictor predictor = options.choice("architecture", ARCHITECTURES).equals("h3")
                ? new Predictor.H3(Optional.empty())
                : new Predictor.Attention(Optional.empty());
        return new Question(design, predictor, Loss.QUERY);
    }

    /** The name of the implementation that computes in lanes. */
    static String kernel() {
        return VectorApi.isOn() ? "vector" : "scalar";
    }

    static String name(Design design) {
        return Kinds.of(design);
    }
}
