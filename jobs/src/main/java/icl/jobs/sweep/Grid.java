package icl.jobs.sweep;

import icl.core.check.Invalid;
import java.util.List;
import java.util.Optional;

/** The points of a sweep, in the order of its file: the last axis changes fastest. */
public final class Grid {
    private final Part root;
    private final List<Axis> axes;
    private final QuestionRecipe recipe;
    private final Where.Condition where;
    private final Mark whereMark;

    Grid(Part root, List<Axis> axes, QuestionRecipe recipe, Where.Condition where, Mark whereMark) {
        this.root = root;
        this.axes = axes;
        this.recipe = recipe;
        this.where = where;
        this.whereMark = whereMark;
    }

    /** Number of points, those included that {@code where} leaves out. */
    public int size() {
        return root.size();
    }

    /**
     * The cell at a point, 0 to size - 1; empty where {@code where} leaves it out.
     *
     * @throws Invalid when no question can be made of the point, with line, value, rule and point
     */
    public Optional<Cell> cell(int point) {
        GridCursor cursor = cursor();
        return cursor.move(point) ? Optional.of(cursor.cell()) : Optional.empty();
    }

    /** A way to visit many points without making everything anew at each. For one thread. */
    public GridCursor cursor() {
        return new GridCursor(root, axes.size(), where, recipe);
    }

    /** The refusal of a sweep of which {@code where} leaves nothing. */
    public Invalid nothingLeft() {
        return whereMark.invalid("Invalid where: it keeps none of the " + size() + " points (must keep at least one)");
    }
}
