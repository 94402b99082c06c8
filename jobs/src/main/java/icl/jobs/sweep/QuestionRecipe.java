package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.RecordSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How the question at a point of the grid is made. An axis that the point's design and predictor do not have is left out
 * of its question; an axis that none of the grid's has is refused.
 */
final class QuestionRecipe {
    /** What a point means that leaves the architecture open. */
    private static final Class<?> OPEN = Predictor.Attention.class;

    private final Places places;
    private final Kindred<Recipe> designs;
    private final Kindred<Kindred<Recipe>> predictors;
    private final Recipe.Source loss;
    private final Kindred<Optional<Recipe.Source>> laws;

    /**
     * A recipe.
     *
     * @param overridden the axes whose values in the file do not count. Where designs or architectures are among them, others
     *     of the file may lose their use; they are left out
     */
    QuestionRecipe(Part root, List<Axis> axes, Mark grid, Set<String> overridden) {
        places = new Places(axes, grid);
        RecipeBook book = new RecipeBook(axes, places);
        int design = book.number(AxisNames.DESIGN);
        if (design < 0 || root.leavesOpen(design)) {
            throw grid.invalid(
                    "Missing axis 'design' (must be some of: " + String.join(", ", Kinds.names(Design.class)) + ")");
        }
        int architecture = book.number(AxisNames.ARCHITECTURE);
        boolean open = architecture < 0 || root.leavesOpen(architecture);
        designs = kindred(axes, design, Design.class, Optional.empty(), book::design);
        predictors = kindred(
                axes,
                design,
                Design.class,
                Optional.empty(),
                d -> kindred(
                        axes,
                        architecture,
                        Predictor.class,
                        open ? Optional.of(OPEN) : Optional.empty(),
                        p -> book.predictor(p, d)));
        RecordSchema<Question> question = RecordSchema.of(Question.class);
        loss = book.source(question, question.component(AxisNames.LOSS));
        laws = kindred(axes, design, Design.class, Optional.empty(), book::trainedOn);
        requireUsed(axes, book, overridden);
    }

    /** The question at a point. Points that follow one another with the same design share it. */
    Question make(int[] digits, RecentRecord recent) {
        Object squares = loss.at(digits);
        if (squares instanceof Invalid problem) {
            throw problem;
        }
        Design design = (Design) recent.of(designs.at(digits), digits);
        Predictor predictor = (Predictor) predictors.at(digits).at(digits).make(digits);
        Optional<Design> law = trainedOn(digits);
        try {
            return new Question(design, predictor, (Loss) squares, law);
        } catch (Invalid e) {
            throw places.refused(e, digits);
        }
    }

    /** The law of training at a point; empty where it is the design itself. */
    private Optional<Design> trainedOn(int[] digits) {
        return laws.at(digits).flatMap(source -> {
            Object law = source.at(digits);
            if (law instanceof Invalid problem) {
                throw problem;
            }
            return law instanceof Design other ? Optional.of(other) : Optional.empty();
        });
    }

    /** The design at a point that makes a question, as the point gives it; shared like the design. */
    AsWritten writtenDesign(int[] digits, RecentRecord recent) {
        return recent.written(designs.at(digits), digits);
    }

    /** The predictor at a point that makes a question, as the point gives it. */
    AsWritten writtenPredictor(int[] digits) {
        return predictors.at(digits).at(digits).written(digits);
    }

    /** The law of training at a point that makes a question, as the point gives it; empty where it gives none. */
    Optional<AsWritten> writtenLaw(int[] digits) {
        return laws.at(digits)
                .map(source -> source.written(digits))
                .filter(AsWritten.class::isInstance)
                .map(AsWritten.class::cast);
    }

    private static void requireUsed(List<Axis> axes, RecipeBook book, Set<String> overridden) {
        List<String> ofPoint = List.of(AxisNames.DESIGN, AxisNames.ARCHITECTURE);
        boolean narrowed = ofPoint.stream().anyMatch(overridden::contains);
        for (Axis axis : axes) {
            boolean meant = !narrowed || overridden.contains(axis.name());
            if (meant && !ofPoint.contains(axis.name()) && !book.used().contains(axis.name())) {
                throw axis.mark()
                        .invalid("Invalid axis: " + axis.name()
                                + " (must be one that a design or architecture of the grid has: "
                                + String.join(", ", book.used()) + ")");
            }
        }
    }

    /** Something for each kind on an axis. */
    private record Kindred<T>(int axis, List<T> ofValues, Optional<T> ofOpen) {
        T at(int[] digits) {
            int value = axis < 0 ? -1 : digits[axis];
            return value < 0 ? ofOpen.orElseThrow() : ofValues.get(value);
        }
    }

    private static <T> Kindred<T> kindred(
            List<Axis> axes, int axis, Class<?> family, Optional<Class<?>> open, Function<Class<?>, T> make) {
        Function<Class<?>, T> once = remembered(make);
        List<T> ofValues = axis < 0
                ? List.of()
                : axes.get(axis).values().stream()
                        .map(value -> once.apply(Kinds.variant(family, (String) value.tree())))
                        .toList();
        return new Kindred<>(axis, ofValues, open.map(once));
    }

    private static <T> Function<Class<?>, T> remembered(Function<Class<?>, T> make) {
        Map<Class<?>, T> made = new HashMap<>();
        return kind -> made.computeIfAbsent(kind, make);
    }
}
