package icl.jobs.sweep;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A grid or a piece of one: points in a fixed order, each giving some axes a value. A point is written into digits: for
 * each axis of the grid the place of its value, -1 where the point leaves it open.
 */
sealed interface Part {
    /** Most points that a grid can have: its points are numbered by an int. */
    long MOST = Integer.MAX_VALUE;

    /** Number of points. */
    int size();

    /** Axes, by number, that some point gives a value. */
    Set<Integer> axes();

    /** Whether some point gives the axis no value. */
    boolean leavesOpen(int axis);

    /** Writes the digits of a point, 0 to size - 1. */
    void locate(int point, int[] digits);

    /** The values {@code first} to {@code first + size - 1} of one axis. */
    record Values(int axis, int first, int size) implements Part {
        @Override
        public Set<Integer> axes() {
            return Set.of(axis);
        }

        @Override
        public boolean leavesOpen(int other) {
            return other != axis;
        }

        @Override
        public void locate(int point, int[] digits) {
            digits[axis] = first + point;
        }
    }

    /** Every combination; the last part changes fastest. */
    record Product(List<Part> parts, int size, Set<Integer> axes) implements Part {
        @Override
        public boolean leavesOpen(int axis) {
            return parts.stream().allMatch(part -> part.leavesOpen(axis));
        }

        @Override
        public void locate(int point, int[] digits) {
            int rest = point;
            for (int i = parts.size() - 1; i >= 0; i--) {
                Part part = parts.get(i);
                part.locate(rest % part.size(), digits);
                rest /= part.size();
            }
        }
    }

    /** Parts of one size that advance together. */
    record Zip(List<Part> parts, int size, Set<Integer> axes) implements Part {
        @Override
        public boolean leavesOpen(int axis) {
            return parts.stream().allMatch(part -> part.leavesOpen(axis));
        }

        @Override
        public void locate(int point, int[] digits) {
            for (Part part : parts) {
                part.locate(point, digits);
            }
        }
    }

    /** The points of one part after those of another. */
    record Union(List<Part> parts, int size, Set<Integer> axes) implements Part {
        @Override
        public boolean leavesOpen(int axis) {
            return parts.stream().anyMatch(part -> part.leavesOpen(axis));
        }

        @Override
        public void locate(int point, int[] digits) {
            int rest = point;
            for (Part part : parts) {
                if (rest < part.size()) {
                    part.locate(rest, digits);
                    return;
                }
                rest -= part.size();
            }
            throw new IndexOutOfBoundsException(point);
        }
    }

    /** Points written out one by one: rows of digits, one for each of the columns. */
    record Table(List<Integer> columns, List<int[]> rows) implements Part {
        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Set<Integer> axes() {
            return new TreeSet<>(columns);
        }

        @Override
        public boolean leavesOpen(int axis) {
            int column = columns.indexOf(axis);
            return column < 0 || rows.stream().anyMatch(row -> row[column] < 0);
        }

        @Override
        public void locate(int point, int[] digits) {
            int[] row = rows.get(point);
            for (int i = 0; i < row.length; i++) {
                digits[columns.get(i)] = row[i];
            }
        }
    }

    /** Refuses more points than can be numbered. */
    static int checked(Mark mark, long size) {
        if (size > MOST) {
            throw mark.invalid(
                    "Invalid grid: more than " + MOST + " points (must be at most so many; split the sweep)");
        }
        return (int) size;
    }
}
