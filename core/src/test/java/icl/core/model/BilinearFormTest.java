package icl.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.design.SufficientStatistic;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.prompt.Prompt;
import icl.core.simulation.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BilinearFormTest {
    private static final int DIM = 3;
    private static final int LENGTH = 5;

    private final RandomGenerator random = new SplittableRandom(5);
    private final Prompt prompt = new Prompt(
            Matrix.from(LENGTH + 1, DIM, (i, j) -> random.nextGaussian()),
            Vector.from(LENGTH + 1, i -> random.nextGaussian()));

    /** z_i = (x_i, y_i) of the m examples before position m. */
    private double[][] rows(int m) {
        double[][] z = new double[m][DIM + 1];
        for (int i = 0; i < m; i++) {
            z[i] = row(i);
            z[i][DIM] = prompt.labels().get(i);
        }
        return z;
    }

    /** (x_m, 0). */
    private double[] row(int m) {
        double[] z = new double[DIM + 1];
        for (int c = 0; c < DIM; c++) {
            z[c] = prompt.features().get(m, c);
        }
        return z;
    }

    private static double[][] tensor(Model model, double[] parameters, String name) {
        int at = 0;
        for (Tensor tensor : model.tensors()) {
            if (tensor.name().equals(name)) {
                int from = at;
                double[][] a = new double[tensor.rows()][tensor.columns()];
                for (int i = 0; i < a.length; i++) {
                    for (int j = 0; j < a[i].length; j++) {
                        a[i][j] = parameters[from + i * tensor.columns() + j];
                    }
                }
                return a;
            }
            at += tensor.size();
        }
        throw new IllegalArgumentException(name);
    }

    /** z_q' W_q W_k' Z' diag(f) Z W_v v / n; f of ones for attention. */
    private double layer(Model model, double[] parameters, double[] filter, int m) {
        double[][] z = rows(m);
        double[][] weighted = new double[m][];
        for (int i = 0; i < m; i++) {
            int lag = m - 1 - i;
            weighted[i] = Arrays.stream(z[i]).map(value -> filter[lag] * value).toArray();
        }
        double[][] query = {row(m)};
        double[][] left = Dense.times(
                Dense.times(query, tensor(model, parameters, "wq")), Dense.transposed(tensor(model, parameters, "wk")));
        double[][] right = Dense.times(tensor(model, parameters, "wv"), tensor(model, parameters, "v"));
        double[][] moments = m == 0 ? new double[DIM + 1][DIM + 1] : Dense.times(Dense.transposed(weighted), z);
        return Dense.times(Dense.times(left, moments), right)[0][0] / LENGTH;
    }

    @Test
    void attentionIsItsDefinition() {
        Model model = new LinearAttention(DIM, LENGTH);
        double[] parameters = random.doubles(model.size(), -1, 1).toArray();
        double[] ones = new double[LENGTH];
        Arrays.fill(ones, 1);
        for (int m = 0; m <= LENGTH; m++) {
            double written = layer(model, parameters, ones, m);
            assertThat(model.predict(parameters, prompt, m)).isCloseTo(written, within(1e-12));
        }
    }

    /** The filter's taps are the last parameters, lag 1 first. */
    @Test
    void h3IsItsDefinition() {
        Model model = new H3Layer(DIM, LENGTH);
        double[] parameters = random.doubles(model.size(), -1, 1).toArray();
        double[] filter = Arrays.copyOfRange(parameters, parameters.length - LENGTH, parameters.length);
        for (int m = 0; m <= LENGTH; m++) {
            double written = layer(model, parameters, filter, m);
            assertThat(model.predict(parameters, prompt, m)).isCloseTo(written, within(1e-12));
        }
    }

    @Test
    void channelsWithOneFilterAreH3() {
        Model one = new H3Layer(DIM, LENGTH);
        Model each = new H3ChannelLayer(DIM, LENGTH);
        double[] parameters = random.doubles(one.size(), -1, 1).toArray();
        double[] repeated = Arrays.copyOf(parameters, each.size());
        for (int channel = 1; channel <= DIM; channel++) {
            System.arraycopy(parameters, one.size() - LENGTH, repeated, one.size() + (channel - 1) * LENGTH, LENGTH);
        }
        for (int m = 0; m <= LENGTH; m++) {
            assertThat(each.predict(repeated, prompt, m)).isCloseTo(one.predict(parameters, prompt, m), within(1e-12));
        }
    }

    /** x' W X'(f o y) with W = u_y A + p u_x'. */
    private double odd(BilinearForm form) {
        double[][] z = rows(LENGTH);
        double[] step = new double[DIM];
        for (int i = 0; i < LENGTH; i++) {
            for (int c = 0; c < DIM; c++) {
                step[c] += form.filter()[i] * z[i][DIM] * z[i][c];
            }
        }
        double[] query = Arrays.copyOf(row(LENGTH), DIM);
        return Dense.form(query, Dense.of(form.preconditioner()), step);
    }

    @Test
    void flippingTheLabelsLeavesTheOddPart() {
        Model model = new H3Layer(DIM, LENGTH);
        double[] parameters = random.doubles(model.size(), -1, 1).toArray();
        BilinearForm form = ((BilinearModel) model).formOf(parameters);
        Prompt flipped = new Prompt(prompt.features(), prompt.labels().map(y -> -y));
        double difference = form.predict(prompt, LENGTH) - form.predict(flipped, LENGTH);
        assertThat(difference / 2).isCloseTo(odd(form), within(1e-12));
    }

    @Test
    void modelsWithoutEvenPartAreTheirOddPart() {
        SmallModels.all(DIM, LENGTH).forEach((name, model) -> {
            BilinearForm form = model.formOf(random.doubles(model.size(), -1, 1).toArray());
            double difference = form.predict(prompt, LENGTH) - odd(form);
            assertThat(Math.abs(difference) < 1e-12)
                    .as(name)
                    .isEqualTo(!model.parts().even());
        });
    }

    @Test
    void whatIsSaidOfWeightsIsTrue() {
        SmallModels.all(DIM, LENGTH).forEach((name, model) -> {
            double[] filter =
                    model.formOf(random.doubles(model.size(), -1, 1).toArray()).filter();
            boolean equal = Arrays.stream(filter).allMatch(weight -> weight == 1.0 / LENGTH);
            assertThat(equal).as(name).isEqualTo(model.sees() != SufficientStatistic.WHOLE);
        });
    }

    @Test
    void aFrozenPreconditionerIsOneOfAStepWithoutScale() {
        Matrix frozen = Matrix.from(DIM, DIM, (i, j) -> i + 0.1 * j);
        BilinearModel lora = PreconditionedGd.lora(LENGTH, frozen, 1);
        BilinearForm form = lora.formOf(new double[lora.size()]);
        assertThat(form.scaledPreconditioner(form.filter()[0]).toArray())
                .containsExactly(frozen.toArray(), within(1e-15));
    }
}
