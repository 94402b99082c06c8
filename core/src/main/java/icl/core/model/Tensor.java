package icl.core.model;

import icl.core.check.Require;

/**
 * A named parameter of a model, shape (rows, columns). The tensors of a model are stored one after the other, by rows.
 */
public record Tensor(String name, int rows, int columns) {
    public Tensor {
        Require.nonNegative(name + " rows", rows);
        Require.nonNegative(name + " columns", columns);
    }

    /** The number of entries. */
    public int size() {
        return Math.multiplyExact(rows, columns);
    }
}
