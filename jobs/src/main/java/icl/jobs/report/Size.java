package icl.jobs.report;

/** The width of a printed figure. */
public enum Size {
    /** One of two columns: 3.25 inches. */
    COLUMN(234),
    /** A page's text: 6.75 inches. */
    PAGE(486);

    private final int points;

    Size(int points) {
        this.points = points;
    }

    /** The width in points, 72 to the inch. */
    public int points() {
        return points;
    }

    /** One of these by size. */
    int pick(int column, int page) {
        return this == COLUMN ? column : page;
    }
}
