package icl.jobs.sweep;

import icl.core.check.Require;
import icl.core.model.Tensor;
import java.util.Arrays;
import java.util.List;

/** The parameters of a trained model: finite numbers, to the bit. */
public final class Parameters {
    private final List<Tensor> tensors;
    private final double[] values;

    /**
     * Parameters.
     *
     * @param tensors their names and shapes
     * @param values one tensor after the other, each by rows; copied
     */
    public Parameters(List<Tensor> tensors, double[] values) {
        this.tensors = List.copyOf(tensors);
        this.values = values.clone();
        int size = tensors.stream().mapToInt(Tensor::size).sum();
        Require.that(values.length == size, "parameters", values.length + " numbers", size + ", as the tensors have");
        for (int i = 0; i < size; i++) {
            Require.finite("parameters[" + i + "]", values[i]);
        }
    }

    public List<Tensor> tensors() {
        return tensors;
    }

    /** A copy, one tensor after the other, each by rows. */
    public double[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters p && tensors.equals(p.tensors) && Arrays.equals(values, p.values);
    }

    @Override
    public int hashCode() {
        return 31 * tensors.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return tensors.toString();
    }
}
