package icl.core.model;

import icl.core.linalg.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A parameterisation of a preconditioner of shape (d, d). Its parameters come first among those of a model. */
public sealed interface PreconditionerShape {
    List<Tensor> tensors();

    int size();

    void initial(double[] parameters, RandomGenerator random);

    /** Multiplies what is not frozen of W by 2 to this power, which is even, in place. */
    void scale(double[] parameters, int exponent);

    /** Writes W of these parameters into a form. */
    void form(double[] parameters, int length, BilinearForm form);

    /** Overwrites the gradient with respect to the parameters. */
    void pullBack(double[] parameters, int length, BilinearForm of, double[] gradient);

    /** All entries of W are parameters. */
    record Full(int dim) implements PreconditionerShape {
        @Override
        public List<Tensor> tensors() {
            return List.of(new Tensor("w", dim, dim));
        }

        @Override
        public int size() {
            return Math.multiplyExact(dim, dim);
        }

        /** Draws small normals, so that restarts differ. */
        @Override
        public void initial(double[] parameters, RandomGenerator random) {
            for (int i = 0; i < size(); i++) {
                parameters[i] = 0.1 / Math.sqrt(dim) * random.nextGaussian();
            }
        }

        @Override
        public void scale(double[] parameters, int exponent) {
            Exponents.add(exponent, parameters, 0, size());
        }

        @Override
        public void form(double[] parameters, int length, BilinearForm form) {
            for (int a = 0; a < dim; a++) {
                System.arraycopy(parameters, a * dim, form.matrix(), a * (dim + 1), dim);
            }
        }

        @Override
        public void pullBack(double[] parameters, int length, BilinearForm of, double[] gradient) {
            for (int a = 0; a < dim; a++) {
                System.arraycopy(of.matrix(), a * (dim + 1), gradient, a * dim, dim);
            }
        }
    }

    /**
     * W = n W_0 + U V' with parameters U and V; the factor n cancels the 1/n of the step.
     *
     * @param frozen W_0, shape (d, d), of a step without 1/n; empty where it is 0
     */
    record Factors(int dim, int rank, Optional<Matrix> frozen) implements PreconditionerShape {
        @Override
        public List<Tensor> tensors() {
            return List.of(new Tensor("u", dim, rank), new Tensor("v", dim, rank));
        }

        @Override
        public int size() {
            return Math.multiplyExact(2 * dim, rank);
        }

        /** Draws normals of variance 1/d; with a frozen W_0, U is 0, so that the update is 0. */
        @Override
        public void initial(double[] parameters, RandomGenerator random) {
            for (int i = 0; i < size(); i++) {
                double normal = random.nextGaussian() / Math.sqrt(dim);
                parameters[i] = frozen.isPresent() && i < dim * rank ? 0 : normal;
            }
        }

        /** Each factor takes half of it. */
        @Override
        public void scale(double[] parameters, int exponent) {
            Exponents.add(exponent / 2, parameters, 0, size());
        }

        @Override
        public void form(double[] parameters, int length, BilinearForm form) {
            int v = dim * rank;
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    double sum = frozen.isPresent() ? length * frozen.get().get(a, c) : 0;
                    for (int k = 0; k < rank; k++) {
                        sum = Math.fma(parameters[a * rank + k], parameters[v + c * rank + k], sum);
                    }
                    form.matrix()[a * (dim + 1) + c] = sum;
                }
            }
        }

        @Override
        public void pullBack(double[] parameters, int length, BilinearForm of, double[] gradient) {
            int v = dim * rank;
            Arrays.fill(gradient, 0, 2 * v, 0);
            for (int a = 0; a < dim; a++) {
                for (int c = 0; c < dim; c++) {
                    double slope = of.matrix()[a * (dim + 1) + c];
                    for (int k = 0; k < rank; k++) {
                        int left = a * rank + k;
                        int right = v + c * rank + k;
                        gradient[left] = Math.fma(slope, parameters[right], gradient[left]);
                        gradient[right] = Math.fma(slope, parameters[left], gradient[right]);
                    }
                }
            }
        }
    }
}
