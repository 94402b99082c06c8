package icl.jobs.sweep;

import icl.core.check.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where in a sweep file stands what a point of its grid cannot be. */
final class Places {
    private final List<Axis> axes;
    private final Mark grid;
    private final Optional<String> within;

    Places(List<Axis> axes, Mark grid) {
        this(axes, grid, Optional.empty());
    }

    private Places(List<Axis> axes, Mark grid, Optional<String> within) {
        this.axes = axes;
        this.grid = grid;
        this.within = within;
    }

    /** The places of what is made within the value of an axis. */
    Places within(String axis) {
        return new Places(axes, grid, Optional.of(axis));
    }

    Mark grid() {
        return grid;
    }

    /** What a check refused at a point, with the line to blame and the point. */
    Invalid refused(Invalid problem, int[] digits) {
        String point = "in the cell " + shown(digits);
        Invalid whole = within.map(problem::in).orElse(problem);
        String prefix = within.map(axis -> axis + ": ").orElse("");
        return mark(whole, digits).invalid(prefix + problem.problem() + ", " + point);
    }

    private Mark mark(Invalid problem, int[] digits) {
        String name =
                problem.path().isEmpty() ? problem.subject() : problem.path().get(0);
        for (int i = 0; i < digits.length; i++) {
            if (digits[i] >= 0 && speaksOf(axes.get(i), digits[i], name)) {
                return axes.get(i).values().get(digits[i]).mark();
            }
        }
        return grid;
    }

    /** By the name of the axis, or by the kind of its value: {@code change_point after} is about a task correlation. */
    private static boolean speaksOf(Axis axis, int value, String name) {
        return axis.name().equals(name) || name.equals(axis.raw(value));
    }

    private String shown(int[] digits) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < digits.length; i++) {
            if (digits[i] >= 0) {
                shown.add(axes.get(i).name() + " = " + axes.get(i).shown(digits[i]));
            }
        }
        return String.join(", ", shown);
    }
}
