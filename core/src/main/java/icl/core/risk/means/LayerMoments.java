package icl.core.risk.means;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.IidDesign;
import icl.core.linalg.DdCholesky;
import icl.core.linalg.DdMatrix;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * The moments of a law that determine the risk of a layer of linear attention, in whitened features: with b the task
 * and tau the variance of a label given the task, m = E b, R = E bb', q = E tau b, omega = E tau^2, and E tau. A layer
 * computes x'(A X'v + p y'v) with the label vector v = Xu + zy. For given (u, z) it is linear in (A, p), and with G the
 * second moment of (X'v, y'v) and C its cross moment with the label, both divided by n,
 *
 * <p>\[ L = \mathbb E\tau - 2n \operatorname{tr} [A\,p]\, C^T + n \operatorname{tr} [A\,p]\, G\, [A\,p]^T . \]
 *
 * <p>Derivation: docs/formulas.md, section 17.
 */
final class LayerMoments {
    private final DD n;
    private final DD label; // E tau
    private final DdMatrix m; // shape (size, 1)
    private final DdMatrix q; // shape (size, 1)
    private final DdMatrix r; // shape (size, size)
    private final DD omega;

    private LayerMoments(DD n, DD label, DdMatrix m, DdMatrix q, DdMatrix r, DD omega) {
        this.n = n;
        this.label = label;
        this.m = m;
        this.q = q;
        this.r = r;
        this.omega = omega;
    }

    static LayerMoments of(IidDesign design) {
        LabelMoments moments = new LabelMoments(design);
        WhitenedBasis basis = design.whitenedBasis();
        return new LayerMoments(
                DD.of(design.length()),
                moments.variance,
                basis.whitenTasks(moments.first),
                basis.whitenTasks(moments.third),
                basis.whiten(Preconditioner.of(moments.second)).dense(),
                moments.fourth);
    }

    int size() {
        return m.rows();
    }

    DD length() {
        return n;
    }

    DD label() {
        return label;
    }

    DdMatrix second() {
        return r;
    }

    /**
     * The only axis that the law can be symmetric about, a unit vector, shape (size, 1); empty where no axis is singled
     * out.
     */
    Optional<DdMatrix> axis() {
        DD ofMean = m.frobeniusSquared();
        DD ofThird = q.frobeniusSquared();
        double unit = label.hi();
        boolean hasMean = ofMean.hi() > 1e-28 * unit;
        boolean hasThird = ofThird.hi() > 1e-28 * unit * unit * unit;
        if (!hasMean && !hasThird) {
            return Optional.empty();
        }
        return Optional.of(
                hasMean
                        ? m.scaled(ofMean.sqrt().reciprocal())
                        : q.scaled(ofThird.sqrt().reciprocal()));
    }

    /**
     * The moments in the plane of an axis e and of a direction orthogonal to it, for labels of variance 1; empty where
     * the law is not symmetric about the axis.
     */
    Optional<LayerMoments> plane(DdMatrix e, double rounding) {
        DD along = e.dot(r.times(e));
        DD across = size() == 1 ? DD.ZERO : r.trace().subtract(along).divide(size() - 1.0);
        DdMatrix symmetric = DdMatrix.from(size(), size(), (i, j) -> {
            DD own = along.subtract(across).multiply(e.get(i, 0)).multiply(e.get(j, 0));
            return i == j ? own.add(across) : own;
        });
        DD beside = r.minus(symmetric).frobeniusSquared();
        DdMatrix third = q.minus(e.scaled(e.dot(q)));
        double unit = label.hi();
        double bound = rounding * rounding;
        if (beside.hi() > bound * unit * unit || third.frobeniusSquared().hi() > bound * unit * unit * unit) {
            return Optional.empty();
        }
        int kept = Math.min(2, size());
        DD root = label.sqrt();
        DD[] diagonal = {along.divide(label), across.divide(label)};
        return Optional.of(new LayerMoments(
                n,
                DD.ONE,
                onAxis(kept, e.dot(m).divide(root)),
                onAxis(kept, e.dot(q).divide(root.multiply(label))),
                DdMatrix.diagonal(kept, i -> diagonal[i]),
                omega.divide(label.square())));
    }

    private static DdMatrix onAxis(int size, DD value) {
        return DdMatrix.from(size, 1, (i, j) -> i == 0 ? value : DD.ZERO);
    }

    /** theta, the mean square of an entry of v for white features. */
    DD theta(DdMatrix u, DD z) {
        return u.frobeniusSquared()
                .add(u.dot(m).multiply(z).multiply(2.0))
                .add(z.square().multiply(label));
    }

    /** G, shape (size + 1, size + 1). */
    DdMatrix products(DdMatrix u, DD z) {
        int size = size();
        DD more = n.add(1);
        DD um = u.dot(m);
        DD uq = u.dot(q);
        DD uu = u.frobeniusSquared();
        DD theta = theta(u, z);
        DdMatrix ru = r.times(u);
        DdMatrix both = u.timesTransposed(m);
        DdMatrix square = u.timesTransposed(u)
                .plus(both.plus(both.transposed()).scaled(z))
                .plus(r.scaled(z.square()))
                .scaled(more);
        DdMatrix border = u.scaled(z.multiply(label).add(um))
                .plus(q.scaled(z).plus(ru).scaled(z))
                .scaled(more)
                .plus(m.scaled(uu))
                .plus(ru.scaled(z.multiply(2.0)))
                .plus(q.scaled(z.square()));
        DD corner = z.square()
                .multiply(omega)
                .add(uq.multiply(z).multiply(2.0))
                .add(u.dot(ru))
                .multiply(more)
                .add(uu.multiply(label))
                .add(uq.multiply(z).multiply(2.0))
                .add(z.square().multiply(omega));
        return DdMatrix.from(size + 1, size + 1, (i, j) -> {
            if (i == size && j == size) {
                return corner;
            }
            if (i == size || j == size) {
                return border.get(Math.min(i, j), 0);
            }
            return i == j ? square.get(i, j).add(theta) : square.get(i, j);
        });
    }

    /** C, shape (size, size + 1). */
    DdMatrix signals(DdMatrix u, DD z) {
        int size = size();
        DdMatrix square = m.timesTransposed(u).plus(r.scaled(z));
        DdMatrix column = q.scaled(z).plus(r.times(u));
        return DdMatrix.from(size, size + 1, (i, j) -> j < size ? square.get(i, j) : column.get(i, 0));
    }

    /** The best [A p] for (u, z), shape (size, size + 1). */
    DdMatrix best(DdMatrix u, DD z) {
        return DdCholesky.solve(products(u, z), signals(u, z).transposed()).transposed();
    }

    /** The gain of the best (A, p) for (u, z) over predicting 0. */
    DD gain(DdMatrix u, DD z) {
        return best(u, z).dot(signals(u, z)).multiply(n);
    }

    /** The gain of each direction orthogonal to the plane. */
    DD gainAcross(DdMatrix u, DD z) {
        DD own = z.multiply(r.get(size() - 1, size() - 1));
        DD weight = scaleAcross(u, z);
        return weight.multiply(own).multiply(n);
    }

    /** The diagonal entry of A for each direction orthogonal to the plane. */
    DD scaleAcross(DdMatrix u, DD z) {
        DD own = z.multiply(r.get(size() - 1, size() - 1));
        DD norm = own.multiply(z).multiply(n.add(1)).add(theta(u, z));
        return norm.isZero() ? DD.ZERO : own.divide(norm);
    }

    /** The risk of a layer, without a query noise that differs from that of the examples. */
    DD risk(DdMatrix layer, DdMatrix u, DD z) {
        return label.subtract(layer.dot(signals(u, z)).multiply(n).multiply(2.0))
                .add(layer.times(products(u, z)).dot(layer).multiply(n));
    }

    /** The moments in the plane, in plain doubles, for the grid search. */
    double[] plain() {
        int last = size() - 1;
        return new double[] {
            n.hi(),
            m.get(0, 0).hi(),
            q.get(0, 0).hi(),
            r.get(0, 0).hi(),
            r.get(last, last).hi(),
            omega.hi()
        };
    }
}
