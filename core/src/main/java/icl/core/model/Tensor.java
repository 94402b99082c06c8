package icl.core.model;

import icl.core.check.Require;

/** One parameter of a model by its name, shape (rows, columns); all tensors of a model lie one after the other, by rows. */
public record Tensor(String name, int rows, int columns) {
    public Tensor {
        Require.nonNegative(name + " rows", rows);
        Require.nonNegative(name + " columns", columns);
    }

    public int size() {
        return Math.multiplyExact(rows, columns);
    }
}
