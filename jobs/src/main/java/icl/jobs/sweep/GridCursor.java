package icl.jobs.sweep;

import icl.core.model.Question;
import java.util.Arrays;

/** Stands at one point of a grid after the other, in any order. Holds its buffers; for one thread. */
public final class GridCursor {
    private final Part root;
    private final int[] digits;
    private final Where.Condition where;
    private final QuestionRecipe recipe;
    private final RecentRecord design = new RecentRecord();
    private final Identifier identifier = new Identifier();

    GridCursor(Part root, int axes, Where.Condition where, QuestionRecipe recipe) {
        this.root = root;
        digits = new int[axes];
        this.where = where;
        this.recipe = recipe;
    }

    /** Goes to a point. False where {@code where} leaves it out. */
    public boolean move(int point) {
        Arrays.fill(digits, -1);
        root.locate(point, digits);
        return where.holds(digits);
    }

    /** The question at the point. */
    public Question question() {
        return recipe.make(digits, design);
    }

    /** Computes the identity of a question, to be read from {@link #high} and {@link #low}. */
    public void identify(Question question) {
        identifier.hash(question);
    }

    /** The first half of the last identity. */
    public long high() {
        return identifier.high();
    }

    /** The second half of the last identity. */
    public long low() {
        return identifier.low();
    }

    /** The cell at the point. */
    public Cell cell() {
        Question question = question();
        return new Cell(
                question,
                identifier.of(question).toString(),
                recipe.writtenDesign(digits, design),
                recipe.writtenPredictor(digits),
                recipe.writtenLaw(digits));
    }
}
