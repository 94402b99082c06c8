package icl.core.risk.means;

import icl.core.linalg.DdMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.core.DD;

/**
 * The best label vector (u, z) of a layer on a law that is symmetric about an axis. u lies in the plane of the axis and
 * of one direction orthogonal to it, and only the direction of (u, z) matters, so there are two unknowns. They are
 * searched on a grid in plain doubles, then from its local maxima in double-double arithmetic (Nelder and Mead). The
 * gain is stationary at the maximum, so errors of the arguments enter squared.
 */
final class LayerSearch {
    /** Exponents of the smallest distance of grid points from 0: 2^-FINEST standard deviations of a label. */
    private static final int FINEST = 30;

    private static final int FINEST_ACROSS = 20;
    private static final int ANGLES = 64;

    /** Local maxima of the grid from which the search continues. */
    private static final int HILLS = 3;

    private static final int STEPS = 150;

    private final LayerMoments plane;
    private final int rest; // directions orthogonal to the plane
    private final double[] plain;

    /**
     * Creates a search.
     *
     * @param plane moments in the plane, labels of variance 1
     * @param size directions of the features
     */
    LayerSearch(LayerMoments plane, int size) {
        this.plane = plane;
        rest = size - plane.size();
        plain = plane.plain();
    }

    /** A label vector: u along the axis, u orthogonal to it, and z. */
    record Labels(double along, double across, double z) {}

    Labels best() {
        List<GridPoint> starts = new ArrayList<>(hills());
        starts.add(new GridPoint(new Labels(0, 0, 1), 0.5, 0.5, 0));
        Labels best = null;
        DD most = null;
        for (GridPoint start : starts) {
            Labels found = refined(refined(start), 1e-3, start);
            DD gain = gain(found);
            if (most == null || gain.subtract(most).hi() > 0) {
                best = found;
                most = gain;
            }
        }
        return best;
    }

    /** A point of the grid, the distances to its neighbours, and the gain there. */
    private record GridPoint(Labels labels, double along, double across, double gain) {}

    private List<GridPoint> hills() {
        double[] alongs = alongs();
        double[] acrosses = acrosses();
        double[][] gains = new double[acrosses.length][alongs.length];
        for (int k = 0; k < acrosses.length; k++) {
            for (int i = 0; i < alongs.length; i++) {
                gains[k][i] = rough(alongs[i], acrosses[k], 1);
            }
        }
        List<GridPoint> hills = new ArrayList<>();
        for (int k = 0; k < acrosses.length; k++) {
            for (int i = 0; i < alongs.length; i++) {
                if (isHill(gains, k, i)) {
                    Labels labels = new Labels(alongs[i], acrosses[k], 1);
                    hills.add(new GridPoint(labels, distance(alongs, i), distance(acrosses, k), gains[k][i]));
                }
            }
        }
        int most = plane.size() == 1 ? 1 : ANGLES;
        for (int i = 0; i < most; i++) {
            double angle = Math.PI * i / ANGLES;
            Labels labels = new Labels(Math.cos(angle), Math.sin(angle), 0);
            hills.add(new GridPoint(labels, 0.05, 0.05, rough(labels.along, labels.across, 0)));
        }
        hills.sort(Comparator.comparingDouble(start -> -start.gain));
        return hills.subList(0, Math.min(HILLS, hills.size()));
    }

    private static boolean isHill(double[][] gains, int k, int i) {
        double own = gains[k][i];
        return (i == 0 || own >= gains[k][i - 1])
                && (i == gains[k].length - 1 || own > gains[k][i + 1])
                && (k == 0 || own >= gains[k - 1][i])
                && (k == gains.length - 1 || own > gains[k + 1][i]);
    }

    private static double distance(double[] places, int i) {
        double before = i == 0 ? Double.POSITIVE_INFINITY : places[i] - places[i - 1];
        double after = i == places.length - 1 ? Double.POSITIVE_INFINITY : places[i + 1] - places[i];
        double least = Math.min(before, after);
        return Double.isFinite(least) ? least : 1;
    }

    /** Coordinates along the axis: around 0, and around minus the mean, which centres the labels. */
    private double[] alongs() {
        double mean = plain[1];
        double[] places = new double[2 + 4 * (4 * FINEST + 1)];
        int count = 0;
        places[count++] = 0;
        places[count++] = -mean;
        for (int k = -2 * FINEST; k <= 2 * FINEST; k++) {
            double distance = Math.pow(2, k / 2.0);
            places[count++] = distance;
            places[count++] = -distance;
            places[count++] = distance - mean;
            places[count++] = -distance - mean;
        }
        return Arrays.stream(places).distinct().sorted().toArray();
    }

    private double[] acrosses() {
        if (plane.size() == 1) {
            return new double[] {0};
        }
        double[] places = new double[2 * FINEST_ACROSS + 2];
        for (int k = -FINEST_ACROSS; k <= FINEST_ACROSS; k++) {
            places[k + FINEST_ACROSS + 1] = Math.pow(2, k);
        }
        return places;
    }

    /** The gain at a point of the grid, in plain doubles. */
    private double rough(double along, double across, double z) {
        double n = plain[0];
        double m = plain[1];
        double q = plain[2];
        double r = plain[3];
        double s = plain[4];
        double omega = plain[5];
        double more = n + 1;
        double uu = along * along + across * across;
        double theta = uu + 2 * z * along * m + z * z;
        double g11 = more * (along * along + 2 * z * along * m + z * z * r) + theta;
        double g12 = more * (along * across + z * across * m);
        double g22 = more * (across * across + z * z * s) + theta;
        double factor = z + along * m;
        double b1 = more * (factor * along + z * (z * q + r * along)) + uu * m + 2 * z * r * along + z * z * q;
        double b2 = more * (factor * across + z * s * across) + 2 * z * s * across;
        double corner = more * (z * z * omega + 2 * z * along * q + along * along * r + across * across * s)
                + uu
                + 2 * z * along * q
                + z * z * omega;
        double[][] g = {{g11, g12, b1}, {g12, g22, b2}, {b1, b2, corner}};
        double[] first = {m * along + z * r, m * across, z * q + r * along};
        double[] second = {0, z * s, s * across};
        double across1 = z * s / (more * z * z * s + theta);
        double gain = plane.size() == 1
                ? quadratic(new double[][] {{g11, b1}, {b1, corner}}, new double[] {first[0], first[2]})
                : quadratic(g, first) + quadratic(g, second);
        return n * (gain + (theta > 0 ? rest * across1 * z * s : 0));
    }

    /** c'A^-1 c for a small positive semidefinite A. */
    private static double quadratic(double[][] a, double[] c) {
        int size = c.length;
        double[][] l = new double[size][size];
        double[] y = new double[size];
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double pivot = a[k][k];
            double value = c[k];
            for (int j = 0; j < k; j++) {
                pivot -= l[k][j] * l[k][j];
                value -= l[k][j] * y[j];
            }
            boolean vanishes = !(pivot > 1e-13 * a[k][k]);
            double root = Math.sqrt(pivot);
            y[k] = vanishes ? 0 : value / root;
            for (int i = k + 1; i < size; i++) {
                double entry = a[i][k];
                for (int j = 0; j < k; j++) {
                    entry -= l[i][j] * l[k][j];
                }
                l[i][k] = vanishes ? 0 : entry / root;
            }
            sum += y[k] * y[k];
        }
        return sum;
    }

    DdMatrix vector(Labels labels) {
        return DdMatrix.from(plane.size(), 1, (i, j) -> DD.of(i == 0 ? labels.along : labels.across));
    }

    DD gain(Labels labels) {
        DdMatrix u = vector(labels);
        DD z = DD.of(labels.z);
        return plane.gain(u, z).add(plane.gainAcross(u, z).multiply((double) rest));
    }

    private Labels refined(GridPoint start) {
        return refined(start.labels, 1, start);
    }

    private Labels refined(Labels from, double scale, GridPoint start) {
        return new Simplex(from, scale * start.along, scale * start.across).best();
    }

    /** The descent of Nelder and Mead in two coordinates. */
    private final class Simplex {
        private final Labels from;
        private final double along;
        private final double across;
        private final double[][] corners;
        private final DD[] losses = new DD[3];

        Simplex(Labels from, double along, double across) {
            this.from = from;
            this.along = along;
            this.across = across;
            corners = new double[][] {{0, 0}, {1, 0}, {0, plane.size() == 1 ? 0 : 1}};
            for (int i = 0; i < 3; i++) {
                losses[i] = loss(corners[i]);
            }
        }

        private Labels at(double[] x) {
            return from.z == 0 ? turned(x) : new Labels(from.along + along * x[0], from.across + across * x[1], from.z);
        }

        private Labels turned(double[] x) {
            double angle = Math.atan2(from.across, from.along) + across * x[1];
            return new Labels(Math.cos(angle), Math.sin(angle), along * x[0]);
        }

        private DD loss(double[] x) {
            return gain(at(x)).negate();
        }

        Labels best() {
            for (int step = 0; step < STEPS; step++) {
                sort();
                move();
            }
            sort();
            return at(corners[0]);
        }

        private void sort() {
            for (int i = 0; i < 2; i++) {
                for (int j = 2; j > i; j--) {
                    if (isLess(losses[j], losses[j - 1])) {
                        double[] corner = corners[j];
                        corners[j] = corners[j - 1];
                        corners[j - 1] = corner;
                        DD loss = losses[j];
                        losses[j] = losses[j - 1];
                        losses[j - 1] = loss;
                    }
                }
            }
        }

        private void move() {
            double[] reflected = towards(-1);
            DD loss = loss(reflected);
            if (isLess(loss, losses[0])) {
                double[] further = towards(-2);
                DD ofFurther = loss(further);
                boolean isBetter = isLess(ofFurther, loss);
                replace(isBetter ? further : reflected, isBetter ? ofFurther : loss);
            } else if (isLess(loss, losses[1])) {
                replace(reflected, loss);
            } else {
                contract(isLess(loss, losses[2]) ? -0.5 : 0.5);
            }
        }

        private void contract(double factor) {
            double[] inside = towards(factor);
            DD loss = loss(inside);
            if (isLess(loss, losses[2])) {
                replace(inside, loss);
                return;
            }
            for (int i = 1; i < 3; i++) {
                for (int c = 0; c < 2; c++) {
                    corners[i][c] = (corners[i][c] + corners[0][c]) / 2;
                }
                losses[i] = loss(corners[i]);
            }
        }

        /** The midpoint of the two best corners, plus a multiple of the vector from it to the worst one. */
        private double[] towards(double factor) {
            double[] x = new double[2];
            for (int c = 0; c < 2; c++) {
                double middle = (corners[0][c] + corners[1][c]) / 2;
                x[c] = middle + factor * (corners[2][c] - middle);
            }
            return x;
        }

        private void replace(double[] corner, DD loss) {
            corners[2] = corner;
            losses[2] = loss;
        }

        private boolean isLess(DD a, DD b) {
            return a.subtract(b).hi() < 0;
        }
    }
}
