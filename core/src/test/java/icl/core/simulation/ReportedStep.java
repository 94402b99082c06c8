package icl.core.simulation;

import icl.core.design.Design;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.Optimum;
import java.util.Optional;
import java.util.SplittableRandom;

/** The predictor whose risk is reported, in the design's own coordinates. */
public final class ReportedStep {
    private ReportedStep() {}

    /** The one given, or the one that the {@link Risk} describes; LoRA's update, which it does not describe, is searched. */
    public static Step of(Question question) {
        Optimum risk = RiskFormulas.exact(question);
        Vector weights =
                risk.weights().orElse(Vector.constant(1, question.design().length()));
        if (question.predictor() instanceof Predictor.Given given) {
            return new Step(given.preconditioner(), weights);
        }
        if (question.predictor() instanceof Predictor.Lora lora) {
            return new Step(adapted(question, lora), weights);
        }
        return new Step(preconditioner(question, risk), weights);
    }

    private static Matrix adapted(Question question, Predictor.Lora lora) {
        Ask ask = new Ask(question.design(), question.loss());
        double[][] frozen = carried(Ask.about(lora.base()), ask);
        double[][] best = QuadraticSurface.of(ask).bestUpdate(frozen, lora.rank(), new SplittableRandom(1));
        return Matrix.of(best);
    }

    /** The best W of attention on a law, as a layer that divides by its number of examples uses it on another. */
    public static double[][] carried(Ask from, Ask to) {
        double[][] w = of(from.attention()).w();
        double used = to.design().length();
        double factor = used == 0 ? 1 : from.design().length() / used;
        for (double[] row : w) {
            for (int c = 0; c < row.length; c++) {
                row[c] *= factor;
            }
        }
        return w;
    }

    /** From the reported eigenvalues. */
    private static Matrix preconditioner(Question question, Optimum risk) {
        Design design = question.design();
        double[][] whitening = whitening(design); // (size, d)
        double[][] w = new double[design.dim()][design.dim()];
        for (int i = 0; i < whitening.length; i++) {
            double scale = scale(risk.scales().orElseThrow(), rank(question), i);
            for (int a = 0; a < w.length; a++) {
                for (int b = 0; b < w.length; b++) {
                    w[a][b] += scale * whitening[i][a] * whitening[i][b];
                }
            }
        }
        return Matrix.of(w);
    }

    private static double scale(Vector scales, int rank, int i) {
        if (scales.size() == 1) {
            return i < rank ? scales.get(0) : 0;
        }
        return scales.get(i);
    }

    private static int rank(Question question) {
        Predictor predictor = question.predictor();
        Optional<Integer> rank = Optional.empty();
        if (predictor instanceof Predictor.Attention attention) {
            rank = attention.rank();
        } else if (predictor instanceof Predictor.H3 h3) {
            rank = h3.rank();
        } else if (predictor instanceof Predictor.Weighted weighted) {
            rank = weighted.rank();
        }
        return rank.orElse(question.design().dim());
    }

    /** G^+ with S_x = G G' and G' S_beta G diagonal, descending; its rows are what W is made of: W = (G^+)' diag G^+. */
    private static double[][] whitening(Design design) {
        int d = design.dim();
        Dense.Eigen x = Dense.Eigen.of(Dense.of(design.featureCovariance().matrix(d)));
        double[][] axes = x.rows();
        double[][] root = new double[x.rank()][d]; // root' root = S_x
        double[][] inverse = new double[x.rank()][d];
        for (int i = 0; i < root.length; i++) {
            for (int c = 0; c < d; c++) {
                root[i][c] = axes[i][c] * Math.sqrt(x.value(i));
                inverse[i][c] = axes[i][c] / Math.sqrt(x.value(i));
            }
        }
        double[][] tasks = Dense.of(design.taskCovariance().matrix(d));
        double[][] sigma = Dense.times(Dense.times(root, tasks), Dense.transposed(root));
        return Dense.times(Dense.Eigen.of(sigma).rows(), inverse);
    }
}
