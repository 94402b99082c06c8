package icl.core.simulation;

import icl.core.design.Design;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.BilinearForm;
import icl.core.model.Loss;
import java.util.Arrays;

/** A layer that computes a bilinear form, as its definition reads, and what its parts mean. */
public final class Layer {
    private final BilinearForm form;
    private final Loss loss;

    public Layer(BilinearForm form, Loss loss) {
        this.form = form;
        this.loss = loss;
    }

    /** (y - f)^2, on average over what the loss predicts. */
    PromptLoss squaredError() {
        return prompt -> average(prompt, m -> {
            double error = prompt.labels[m] - prediction(prompt, m);
            return error * error;
        });
    }

    /** The square of the part that is even in the labels, on average over all but the examples' features. */
    PromptLoss evenPart(Design design) {
        double[][] features = Dense.of(design.featureCovariance().matrix(design.dim()));
        double[][] tasks = Dense.of(design.taskCovariance().matrix(design.dim()));
        double[][] k = Prompts.correlation(design);
        return prompt -> {
            double[][] x = Arrays.copyOf(prompt.features, prompt.length());
            double[][] labels = Dense.gram(x, tasks); // covariance of the labels given the features
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    labels[i][j] *= k[i][j];
                }
                labels[i][i] += design.noiseVariance().at(i);
            }
            return average(prompt, m -> evenPart(x, labels, features, m));
        };
    }

    /** z = A S_f u_x + u_y |y|_f^2 p meets a new x: E z'S_x z over the labels. */
    private double evenPart(double[][] x, double[][] labels, double[][] features, int m) {
        int d = form.dim();
        double[] u = form.vector();
        double[] z = new double[d];
        double[] p = column(d);
        double mean = 0; // of |y|_f^2
        double variance = 0;
        for (int i = 0; i < m; i++) {
            double[] image = new double[d];
            for (int c = 0; c < d; c++) {
                for (int e = 0; e < d; e++) {
                    image[c] += form.matrix()[c * (d + 1) + e] * x[i][e];
                }
            }
            double pull = weight(m, i) * Dense.dot(x[i], Arrays.copyOf(u, d));
            for (int c = 0; c < d; c++) {
                z[c] += pull * image[c];
            }
            mean += weight(m, i) * labels[i][i];
            for (int j = 0; j < m; j++) {
                variance += 2 * weight(m, i) * weight(m, j) * labels[i][j] * labels[i][j];
            }
        }
        for (int c = 0; c < d; c++) {
            z[c] += u[d] * mean * p[c];
        }
        return Dense.form(z, features, z) + u[d] * u[d] * variance * Dense.form(p, features, p);
    }

    /** The step that the part odd in the labels is: W = u_y A + p u_x'. */
    Step step() {
        int d = form.dim();
        double[] u = form.vector();
        double[] p = column(d);
        return new Step(
                Matrix.from(d, d, (i, j) -> u[d] * form.matrix()[i * (d + 1) + j] + p[i] * u[j]),
                Vector.of(form.filter()));
    }

    private double[] column(int which) {
        double[] column = new double[form.dim()];
        Arrays.setAll(column, i -> form.matrix()[i * (form.dim() + 1) + which]);
        return column;
    }

    /** sum f_i (z_i'u)(z_i'M'x) with z_i = (x_i, y_i). */
    private double prediction(Prompt prompt, int m) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            double[] z = Arrays.copyOf(prompt.features[i], form.dim() + 1);
            z[form.dim()] = prompt.labels[i];
            double value = 0;
            for (int k = 0; k < z.length; k++) {
                value += z[k] * Dense.dot(column(k), prompt.features[m]);
            }
            sum += weight(m, i) * Dense.dot(z, form.vector()) * value;
        }
        return sum;
    }

    /** Weights belong to lags. */
    private double weight(int m, int i) {
        return form.filter()[form.length() - m + i];
    }

    @FunctionalInterface
    private interface Prefix {
        double of(int m);
    }

    private double average(Prompt prompt, Prefix value) {
        int n = prompt.length();
        int first = loss == Loss.POSITIONS ? 0 : n;
        double sum = 0;
        for (int m = first; m <= n; m++) {
            sum += value.of(m);
        }
        return sum / (n + 1 - first);
    }

    Loss loss() {
        return loss;
    }
}
