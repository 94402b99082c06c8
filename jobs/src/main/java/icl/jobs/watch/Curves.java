package icl.jobs.watch;

import java.util.List;

/**
 * The first curves: {@code /curves.json}.
 *
 * @param axis what the curves are drawn against
 * @param common what does not vary
 * @param settings those with most points first
 * @param moreSettings how many there are beside these
 * @param withoutAxis results that have no value on the axis, and so are not drawn
 */
record Curves(String axis, String common, List<Setting> settings, int moreSettings, long withoutAxis) {
    Curves {
        settings = List.copyOf(settings);
    }

    /** Curves of cells that differ in the axis, the architecture and the measure alone. */
    record Setting(String name, List<Curve> curves) {
        Setting {
            curves = List.copyOf(curves);
        }

        int points() {
            return curves.stream().mapToInt(curve -> curve.points().size()).sum();
        }
    }

    /**
     * One curve.
     *
     * @param measureId empty where the measure has the same settings everywhere
     */
    record Curve(String architecture, String measure, String measureId, List<Point> points) {
        Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * A risk.
     *
     * @param lower end of its interval; null, as {@code upper}, where there is none
     */
    record Point(double x, double risk, Double lower, Double upper) {}
}
