package icl.core.model;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.design.Design;
import icl.core.records.Records;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The question of which risk a predictor has on a design under a loss. Questions are brought into a canonical form, so
 * that those with the same meaning are equal.
 *
 * @param trainedOn the law on which the predictor is optimised; empty where that is the design itself
 */
public record Question(Design design, Predictor predictor, Loss loss, Optional<Design> trainedOn) {
    private static final String TRAINED_ON = "trained_on";

    public Question {
        predictor = predictor.fitted(design);
        trainedOn = trainedOn.filter(law -> !law.equals(design));
        if (trainedOn.isPresent()) {
            requireFits(trainedOn.get(), design);
            try {
                predictor.fitted(trainedOn.get());
            } catch (Invalid e) {
                throw e.in("trained_on");
            }
            trainedOn = predictor.steps().filter(StepSet::isFixed).isPresent() ? Optional.empty() : trainedOn;
        }
    }

    /** A question about a predictor that is optimised on the design itself. */
    public Question(Design design, Predictor predictor, Loss loss) {
        this(design, predictor, loss, Optional.empty());
    }

    private static void requireFits(Design law, Design design) {
        Require.that(law.dim() == design.dim(), "trained_on dim", law.dim(), "the dim of the design, " + design.dim());
    }

    /** The law on which the predictor is optimised. */
    public Design lawOfTraining() {
        return trainedOn.orElse(design);
    }

    /** The question whose optimum is the trained predictor: the predictor on the law of training. */
    public Question ofTraining() {
        return trainedOn.isEmpty() ? this : new Question(lawOfTraining(), predictor, loss);
    }

    /**
     * Reads a question from a plain tree. A law of training without a kind has the parameters of the design except
     * those that it mentions.
     *
     * @throws Invalid with the path, the value and the rule
     */
    public static Question read(Map<String, ?> tree) {
        Map<String, Object> whole = new LinkedHashMap<>(tree);
        if (tree.get(TRAINED_ON) instanceof Map<?, ?> law
                && !law.containsKey("kind")
                && tree.get("design") instanceof Map<?, ?> design) {
            Map<Object, Object> merged = new LinkedHashMap<>(design);
            merged.putAll(law);
            whole.put(TRAINED_ON, merged);
        }
        return Records.read(Question.class, whole);
    }
}
