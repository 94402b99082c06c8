package icl.core.risk.layer;

import icl.core.design.Design;
import icl.core.design.TaskMoments;
import icl.core.linalg.Products;
import icl.core.linalg.SymmetricOperator;
import icl.core.model.BilinearForm;
import icl.core.model.Loss;
import icl.core.risk.linear.FilterMoments;
import java.util.Optional;

/**
 * The mean square of the part of a {@link BilinearForm} that is even in the labels. It is what this part adds to the
 * risk where it is uncorrelated with the rest. With S = S_x and C = S S_beta S
 *
 * <p>\[ \mathbb E\,\mathrm{even}^2 = \vartheta_1\, g^T S g + \vartheta_2 \operatorname{tr}(SASA^T)\, u_x^T S u_x +
 * 2u_y\, p^T S(\vartheta_3 g + 2\vartheta_4\, A C u_x) + \vartheta_5\, u_y^2\, p^T S p , \qquad g = ASu_x , \]
 *
 * <p>where each theta is a quadratic form in the weights f.
 *
 * <p>Unit: label squared. Domain: Gaussian features that are independent of each other and of Gaussian tasks without a
 * mean; either loss. Cost: O(d^3 + n^2), O(d^3 + n) on independent data with one noise. Derivation: docs/formulas.md,
 * section 12.
 */
public final class LabelEvenRisk {
    private final int dim;
    private final double[] s; // S_x, shape (d, d)
    private final double[] c; // S_x S_beta S_x, shape (d, d)
    private final SymmetricOperator[] theta;

    private LabelEvenRisk(int dim, double[] s, double[] c, SymmetricOperator... theta) {
        this.dim = dim;
        this.s = s;
        this.c = c;
        this.theta = theta;
    }

    /** The mean square on a design under a loss; empty where it has no closed form. */
    public static Optional<LabelEvenRisk> of(Design design, Loss loss) {
        boolean hasPrefixes = loss == Loss.QUERY || design.prefixesArePrompts();
        return hasPrefixes ? design.gaussianTasks().map(tasks -> known(design, tasks, loss)) : Optional.empty();
    }

    private static LabelEvenRisk known(Design design, TaskMoments k, Loss loss) {
        int d = design.dim();
        double[] s = design.featureCovariance().matrix(d).toArray();
        double[] tasks = design.taskCovariance().matrix(d).toArray();
        double[] c = Products.times(Products.times(s, tasks, d, d, d), s, d, d, d);
        double trace = Products.dot(s, tasks); // tr Sigma
        double square = Products.dot(c, tasks); // tr Sigma^2
        FilterMoments over = new FilterMoments(loss, design.length());
        SymmetricOperator single = SymmetricOperator.diagonal(over.each(i -> 1));
        double[] m = new double[design.length() + 1]; // E y^2
        for (int i = 0; i < m.length; i++) {
            m[i] = k.at(i, i) * trace + k.noise(i);
        }
        FilterMoments.PairValue squares = (i, j) -> m[i] * m[j] + 2 * square * k.at(i, j) * k.at(i, j);
        return new LabelEvenRisk(
                d,
                s,
                c,
                over.ones().plus(1, single),
                single,
                pairs(k, over, (i, j) -> (m[i] + m[j]) / 2),
                SymmetricOperator.diagonal(over.each(i -> k.at(i, i))),
                pairs(k, over, squares).plus(2, SymmetricOperator.diagonal(over.each(i -> squares.at(i, i)))));
    }

    private static SymmetricOperator pairs(TaskMoments k, FilterMoments over, FilterMoments.PairValue value) {
        return k.areAlike() ? over.ones().scaled(value.at(0, 0)) : SymmetricOperator.dense(over.pairs(value));
    }

    /** The mean square; adds its gradient to the given one. */
    public double add(BilinearForm form, BilinearForm gradient) {
        Terms parts = new Terms(form);
        double[] filter = form.filter();
        double[] by = parts.byTheta();
        double[] values = new double[theta.length];
        double sum = 0;
        for (int k = 0; k < theta.length; k++) {
            double[] image = theta[k].times(filter);
            values[k] = Products.dot(filter, image);
            sum += by[k] * values[k];
            for (int i = 0; i < filter.length; i++) {
                gradient.filter()[i] += 2 * by[k] * image[i];
            }
        }
        parts.addGradient(values, gradient);
        return sum;
    }

    /** The products of M = [A | p] and u = (u_x, u_y) that the five terms consist of. */
    private final class Terms {
        private final double[] a = new double[dim * dim];
        private final double[] p = new double[dim];
        private final double[] u = new double[dim];
        private final double label; // u_y
        private final double[] su; // S u_x
        private final double[] cu; // C u_x
        private final double[] g; // A S u_x
        private final double[] h; // A C u_x
        private final double[] sg;
        private final double[] sp;
        private final double[] sas; // S A S
        private final double spread; // tr S A S A'
        private final double size; // u_x' S u_x

        Terms(BilinearForm form) {
            for (int i = 0; i < dim; i++) {
                System.arraycopy(form.matrix(), i * (dim + 1), a, i * dim, dim);
                p[i] = form.matrix()[i * (dim + 1) + dim];
                u[i] = form.vector()[i];
            }
            label = form.vector()[dim];
            su = times(s, u);
            cu = times(c, u);
            g = times(a, su);
            h = times(a, cu);
            sg = times(s, g);
            sp = times(s, p);
            sas = Products.times(s, Products.times(a, s, dim, dim, dim), dim, dim, dim);
            spread = Products.dot(sas, a);
            size = Products.dot(u, su);
        }

        private double[] times(double[] matrix, double[] vector) {
            return Products.times(matrix, vector, dim, dim, 1);
        }

        /** The factor of each theta. */
        double[] byTheta() {
            return new double[] {
                Products.dot(g, sg),
                spread * size,
                2 * label * Products.dot(sp, g),
                4 * label * Products.dot(sp, h),
                label * label * Products.dot(p, sp)
            };
        }

        void addGradient(double[] theta, BilinearForm gradient) {
            double cross = label * theta[2];
            double own = 2 * label * theta[3];
            double square = label * label * theta[4];
            double[] sh = times(s, h);
            double[] back = Products.transposeTimes(a, sg, dim, dim, 1); // A' S g
            double[] turned = Products.transposeTimes(a, sp, dim, dim, 1); // A' S p
            double[] sBack = times(s, back);
            double[] sTurned = times(s, turned);
            double[] cTurned = times(c, turned);
            for (int i = 0; i < dim; i++) {
                for (int j = 0; j < dim; j++) {
                    double change = theta[0] * sg[i] * su[j]
                            + theta[1] * size * sas[i * dim + j]
                            + sp[i] * (cross * su[j] + own * cu[j]);
                    gradient.matrix()[i * (dim + 1) + j] += 2 * change;
                }
                gradient.matrix()[i * (dim + 1) + dim] += 2 * (cross * sg[i] + own * sh[i] + square * sp[i]);
                gradient.vector()[i] +=
                        2 * (theta[0] * sBack[i] + theta[1] * spread * su[i] + cross * sTurned[i] + own * cTurned[i]);
            }
            gradient.vector()[dim] += 2
                    * (theta[2] * Products.dot(sp, g)
                            + 2 * theta[3] * Products.dot(sp, h)
                            + label * theta[4] * Products.dot(p, sp));
        }
    }
}
