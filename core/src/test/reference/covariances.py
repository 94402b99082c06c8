"""The pair of covariances of features and task: a list of variances each where both are diagonal, else matrices."""

from mpmath import diag, matrix, mp, mpf

from precise import NEGLIGIBLE, descending_eigenvalues, factor, precise, symmetric_part, trace


def variances(tree, d):
    """The diagonal of a covariance, or None where something stands beside it."""
    if tree == "identity":
        return [mpf(1)] * d
    [(kind, value)] = tree.items()
    if kind == "diagonal":
        return precise(value)
    if kind == "power_law":
        return with_trace(d, [mpf(i) ** -mpf(value) for i in range(1, d + 1)])
    if kind == "geometric":
        return with_trace(d, [mpf(value) ** i for i in range(d)])
    if kind == "spiked":
        return with_trace(d, [mpf(value["ratio"]) if i < value["count"] else mpf(1) for i in range(d)])
    return None


def with_trace(d, shape):
    total = sum(shape)
    return [d * v / total for v in shape]


def full(tree, d):
    """The whole matrix."""
    on_diagonal = variances(tree, d)
    if on_diagonal is not None:
        return diag(on_diagonal)
    [(kind, value)] = tree.items()
    if kind == "exchangeable":
        return matrix([[mpf(1) if i == j else mpf(value) for j in range(d)] for i in range(d)])
    return symmetric_part(value)


class Covariances:
    """S_x and S_beta of a design."""

    def __init__(self, design):
        d = design["dim"]
        trees = [design.get(name, "identity") for name in ("feature_covariance", "task_covariance")]
        self.d = d
        self.isotropic = trees == ["identity", "identity"]
        self.x, self.beta = (variances(tree, d) for tree in trees)
        self.diagonal = self.x is not None and self.beta is not None
        if self.diagonal:
            self.products = [x * b for x, b in zip(self.x, self.beta)]
            self.trace = sum(self.products)
        else:
            self.matrices(*(full(tree, d) for tree in trees))

    def matrices(self, x, beta):
        """Takes these matrices."""
        self.x, self.beta = x, beta
        self.trace = trace(x, beta)

    def as_matrices(self):
        return (diag(self.x), diag(self.beta)) if self.diagonal else (self.x, self.beta)

    def spectrum(self):
        """Eigenvalues of Sigma on the range of S_x, largest first; shape (rank of S_x)."""
        if self.diagonal:
            return sorted((p for p, x in zip(self.products, self.x) if x > 0), reverse=True)
        values = eigenvalues_of_product(self.x, self.beta)
        floor = NEGLIGIBLE * max((abs(v) for v in values), default=mpf(0))
        return [v if abs(v) > floor else mpf(0) for v in values]

    def gain_at_full_rank(self, a, b):
        """sum lambda^2 / (a lambda + b): for matrices through S_x S_beta, which needs neither roots nor eigenvalues."""
        if self.trace == 0:
            return mpf(0)
        if self.diagonal:
            return ratio_sum(self.products, a, b)
        p = self.x * self.beta
        return trace(mp.inverse(a * p + b * mp.eye(self.d)), p, p)


def eigenvalues_of_product(x, beta):
    """Of S_x S_beta, largest first, on the range of S_x when it is semidefinite; rounding may have left it slightly indefinite."""
    for first, second in ((x, beta), (beta, x)):
        if is_semidefinite(first):
            c = factor(first)
            return descending_eigenvalues(c.T * second * c)
    return sorted((mp.re(v) for v in mp.eig(x * beta, left=False, right=False)), reverse=True)


def is_semidefinite(m):
    values = mp.eigsy(m, eigvals_only=True)
    return min(values) >= -NEGLIGIBLE * max(abs(v) for v in values)


def ratio_sum(spectrum, a, b):
    return sum((v * v / (a * v + b) for v in spectrum if v != 0), 0 * a)
