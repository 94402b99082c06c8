package icl.core.linalg;

/**
 * Cyclic Jacobi rotations of a symmetric matrix whose diagonal is held in double-doubles and the rest in doubles.
 *
 * <p>A rotation rounds only what it moves. Where the off-diagonal entries are some 1e-16 of the matrix, as after a
 * decomposition in double precision, the eigenvalues come out right to some 1e-31 of the matrix, close and multiple ones
 * included. The turning matrix is held as its difference from the identity, so small turns keep their relative accuracy.
 */
final class Jacobi {
    private static final int MOST_SWEEPS = 60;

    private final int n;
    private final double[] off;
    private final double[] high;
    private final double[] low;
    private final double[] turn;

    private Jacobi(int n, double[] off, double[] high, double[] low) {
        this.n = n;
        this.off = off;
        this.high = high;
        this.low = low;
        this.turn = new double[n * n];
    }

    /** Turns a symmetric matrix until no off-diagonal entry is above the threshold. */
    static Jacobi of(DdMatrix symmetric, double threshold) {
        int n = symmetric.rows();
        double[] high = new double[n];
        double[] low = new double[n];
        for (int i = 0; i < n; i++) {
            high[i] = symmetric.high()[i * n + i];
            low[i] = symmetric.low()[i * n + i];
        }
        Jacobi jacobi = new Jacobi(n, symmetric.high().clone(), high, low);
        int sweeps = 0;
        while (jacobi.sweep(threshold) && ++sweeps < MOST_SWEEPS) {}
        return jacobi;
    }

    /** High parts of the eigenvalues. */
    double[] high() {
        return high;
    }

    double[] low() {
        return low;
    }

    /** By rows, the eigenvectors minus the unit vectors. */
    double[] turn() {
        return turn;
    }

    /** Whether anything was turned. */
    private boolean sweep(double threshold) {
        boolean turned = false;
        for (int p = 0; p < n; p++) {
            for (int q = p + 1; q < n; q++) {
                if (Math.abs(off[p * n + q]) > threshold) {
                    rotate(p, q, off[p * n + q]);
                    turned = true;
                }
            }
        }
        return turned;
    }

    private void rotate(int p, int q, double b) {
        double gap = (high[q] - high[p]) + (low[q] - low[p]);
        double theta = gap / (2 * b);
        double t = Math.copySign(1 / (Math.abs(theta) + Math.sqrt(1 + theta * theta)), theta);
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        double tau = s / (1 + c);
        addTo(p, -t * b);
        addTo(q, t * b);
        turnRows(off, p * n, q * n, n, s, tau);
        off[p * n + q] = 0;
        off[q * n + p] = 0;
        for (int k = 0; k < n; k++) {
            off[k * n + p] = off[p * n + k];
            off[k * n + q] = off[q * n + k];
        }
        turnRows(turn, p * n, q * n, n, s, tau);
        turn[p * n + q] -= s;
        turn[q * n + p] += s;
        turn[p * n + p] -= s * tau;
        turn[q * n + q] -= s * tau;
    }

    private static void turnRows(double[] a, int p, int q, int n, double s, double tau) {
        for (int k = 0; k < n; k++) {
            double g = a[p + k];
            double h = a[q + k];
            a[p + k] = g - s * (h + g * tau);
            a[q + k] = h + s * (g - h * tau);
        }
    }

    private void addTo(int i, double x) {
        double a = high[i];
        double t = a + x;
        double z = t - a;
        double rest = low[i] + ((a - (t - z)) + (x - z));
        high[i] = t + rest;
        low[i] = rest - (high[i] - t);
    }
}
