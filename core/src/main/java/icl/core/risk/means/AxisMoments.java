package icl.core.risk.means;

import icl.core.design.IidDesign;
import icl.core.linalg.DdCholesky;
import icl.core.linalg.DdMatrix;
import org.apache.commons.numbers.core.DD;

/** What the risk of a layer that tells one direction u from all others knows of a design with white features. */
final class AxisMoments {
    /** Angles of the first look: the gain has a few hills as a function of the angle. */
    private static final int ANGLES = 4096;

    /** Hills this much lower than the highest, in rough gains relative to it, are looked at too. */
    private static final double HILLS = 1e-3;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Golden sections that leave nothing of an interval in double precision. */
    private static final int SECTIONS = 80;

    private final int dim;
    private final double queryNoise;
    private final DD n;
    private final DD label; // E tau, without the noise of the query
    private final DD b; // E b
    private final DD bb; // E b^2
    private final DD r; // E r
    private final DD bTau; // E b tau
    private final DD tauTau; // E tau^2

    private AxisMoments(IidDesign design, DdMatrix u) {
        LabelMoments moments = new LabelMoments(design);
        GroupMoments groups = new GroupMoments(design.taskMixture().orElseThrow(), design.dim());
        dim = design.dim();
        queryNoise = design.noiseVariance().at(design.length());
        n = DD.of(design.length());
        label = moments.variance;
        b = u.dot(groups.average(groups::mean));
        bb = u.dot(moments.second.times(u));
        r = moments.second.trace().subtract(bb);
        bTau = u.dot(moments.third);
        tauTau = moments.fourth;
    }

    static AxisMoments of(IidDesign design, DdMatrix u) {
        return new AxisMoments(design, u);
    }

    DD zeroRisk() {
        return bb.add(r).add(queryNoise);
    }

    /** The form Q of (v_1, w, c), shape (3, 3). */
    private DdMatrix along() {
        DD squares = n.multiply(n.add(2));
        DD[][] q = {
            {n.multiply(n.add(1)).multiply(bb).add(n.multiply(label)), squares.multiply(bTau), squares.multiply(b)},
            {
                squares.multiply(bTau),
                squares.multiply(tauTau),
                n.square().multiply(label).add(n.multiply(bb).multiply(2.0))
            },
            {squares.multiply(b), n.square().multiply(label).add(n.multiply(bb).multiply(2.0)), squares}
        };
        return DdMatrix.from(3, 3, (i, j) -> q[i][j]);
    }

    /** Signals of (v_1, w, c), shape (3, 1). */
    private DdMatrix signals() {
        DD[] signals = {n.multiply(bb), n.multiply(bTau), n.multiply(b)};
        return DdMatrix.from(3, 1, (i, j) -> signals[i]);
    }

    /** (v_1, w, c) from (v_1, w) at a, shape (3, 2). */
    private static DdMatrix freedom(DD a) {
        DD[][] p = {{DD.ONE, DD.ZERO}, {DD.ZERO, DD.ONE}, {a, a.square().negate()}};
        return DdMatrix.from(3, 2, (i, j) -> p[i][j]);
    }

    /** The factor of v_2^2 at a. */
    private DD across(DD a) {
        DD rest = n.multiply(dim - 1.0);
        return n.multiply(n.add(1))
                .multiply(r)
                .add(rest.multiply(label))
                .add(rest.multiply(a.square()))
                .add(rest.multiply(b).multiply(a).multiply(2.0));
    }

    DD risk(AttentionLayerRisk.Layer layer) {
        DD c = layer.v1().subtract(layer.w().multiply(layer.a())).multiply(layer.a());
        DD[] values = {layer.v1(), layer.w(), c};
        DdMatrix x = DdMatrix.from(3, 1, (i, j) -> values[i]);
        DD signal = x.dot(signals()).add(layer.v2().multiply(n).multiply(r));
        return zeroRisk()
                .subtract(signal.multiply(2.0))
                .add(x.dot(along().times(x)))
                .add(layer.v2().square().multiply(across(layer.a())));
    }

    /** The best layer at an angle, a = sqrt(E tau) tan(angle). */
    AttentionLayerRisk.Layer layer(DdMatrix u, double angle) {
        DD a = slope(angle);
        DdMatrix p = freedom(a);
        DdMatrix best = DdCholesky.solve(p.transposeTimes(along()).times(p), p.transposeTimes(signals()));
        DD size = across(a);
        DD v2 = size.isZero() ? DD.ZERO : n.multiply(r).divide(size);
        return new AttentionLayerRisk.Layer(u, best.get(0, 0), v2, best.get(1, 0), a);
    }

    private DD slope(double angle) {
        return DD.of(Math.sqrt(label.hi()) * Math.tan(angle));
    }

    /** The angle in (-pi/2, pi/2) at which the best layer has the least risk. */
    double bestAngle() {
        double step = Math.PI / ANGLES;
        double[] gains = new double[ANGLES + 1]; // -infinity at both ends
        Rough rough = new Rough();
        double most = 0;
        for (int i = 0; i <= ANGLES; i++) {
            boolean isEnd = i == 0 || i == ANGLES;
            gains[i] = isEnd ? Double.NEGATIVE_INFINITY : rough.gain(Math.tan(i * step - Math.PI / 2));
            most = Math.max(most, gains[i]);
        }
        double best = 0;
        DD ofBest = gain(0);
        for (int i = 1; i < ANGLES; i++) {
            boolean isHill = gains[i] >= gains[i - 1] && gains[i] >= gains[i + 1] && gains[i] >= most * (1 - HILLS);
            double angle = i * step - Math.PI / 2;
            double refined = isHill ? refined(angle - 0.75 * step, angle + 0.75 * step) : 0;
            DD gain = isHill ? gain(refined) : DD.ZERO;
            if (gain.subtract(ofBest).hi() > 0) {
                best = refined;
                ofBest = gain;
            }
        }
        return best;
    }

    /** Gains in plain doubles, labels in units of sqrt(E tau). */
    private final class Rough {
        private final double[][] q = new double[3][3];
        private final double[] s = new double[3];
        private final double acrossSignal;
        private final double acrossOne;
        private final double acrossSlope;
        private final double acrossSquare;

        Rough() {
            double unit = Math.sqrt(label.hi());
            DdMatrix form = along();
            DdMatrix signal = signals();
            double[] powers = {unit, unit * unit, 1};
            for (int i = 0; i < 3; i++) {
                s[i] = signal.get(i, 0).hi() / (powers[i] * unit);
                for (int j = 0; j < 3; j++) {
                    q[i][j] = form.get(i, j).hi() / (powers[i] * powers[j]);
                }
            }
            acrossSignal = n.multiply(r).hi() / (unit * unit);
            double rest = n.hi() * (dim - 1);
            acrossOne = n.multiply(n.add(1)).multiply(r).hi() / (unit * unit) + rest;
            acrossSlope = 2 * rest * b.hi() / unit;
            acrossSquare = rest;
        }

        double gain(double a) {
            double square = a * a;
            double h11 = q[0][0] + 2 * a * q[0][2] + square * q[2][2];
            double h12 = q[0][1] + a * q[1][2] - square * q[0][2] - square * a * q[2][2];
            double h22 = q[1][1] - 2 * square * q[1][2] + square * square * q[2][2];
            double l1 = s[0] + a * s[2];
            double l2 = s[1] - square * s[2];
            double determinant = h11 * h22 - h12 * h12;
            double along = determinant > 1e-12 * h11 * h22
                    ? (h22 * l1 * l1 - 2 * h12 * l1 * l2 + h11 * l2 * l2) / determinant
                    : h11 > 0 ? l1 * l1 / h11 : 0;
            double size = acrossOne + a * acrossSlope + square * acrossSquare;
            return along + (size > 0 ? acrossSignal * acrossSignal / size : 0);
        }
    }

    private double refined(double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        DD ofLeft = gain(left);
        DD ofRight = gain(right);
        for (int i = 0; i < SECTIONS; i++) {
            if (ofLeft.subtract(ofRight).hi() > 0) {
                high = right;
                right = left;
                ofRight = ofLeft;
                left = high - GOLDEN * (high - low);
                ofLeft = gain(left);
            } else {
                low = left;
                left = right;
                ofLeft = ofRight;
                right = low + GOLDEN * (high - low);
                ofRight = gain(right);
            }
        }
        return (low + high) / 2;
    }

    private DD gain(double angle) {
        DD a = slope(angle);
        DdMatrix p = freedom(a);
        DdMatrix signal = p.transposeTimes(signals());
        DdMatrix best = DdCholesky.solve(p.transposeTimes(along()).times(p), signal);
        DD size = across(a);
        DD rest = size.isZero() ? DD.ZERO : n.multiply(r).square().divide(size);
        return best.dot(signal).add(rest);
    }
}
