"""Numbers with 100 digits, and the little linear algebra the references need."""

from mpmath import matrix, mp, mpf

mp.dps = 100
NEGLIGIBLE = mpf(10) ** -60  # relative: eigenvalues of exactly singular matrices come out near 1e-98


def precise(value):
    """The exact value of a double, or of a nest of lists of doubles."""
    return [precise(v) for v in value] if isinstance(value, (list, tuple)) else mpf(value)


def trace(*factors):
    """Trace of a product of square matrices."""
    product = factors[0]
    for factor in factors[1:-1]:
        product = product * factor
    if len(factors) == 1:
        return sum((product[i, i] for i in range(product.rows)), mpf(0))
    last = factors[-1]
    n = product.rows
    return sum((product[i, j] * last[j, i] for i in range(n) for j in range(n)), mpf(0))


def symmetric_part(rows):
    """The symmetric part of a matrix of doubles, whose halves may differ by a rounding."""
    n = len(rows)
    return matrix([[(mpf(rows[i][j]) + mpf(rows[j][i])) / 2 for j in range(n)] for i in range(n)])


def factor(covariance):
    """C of shape (d, rank) with C C' = covariance: eigenvectors times roots, null directions left out."""
    values, vectors = mp.eigsy(covariance)
    d = covariance.rows
    floor = NEGLIGIBLE * max(abs(v) for v in values)
    kept = [j for j in range(d) if values[j] > floor]
    return matrix([[vectors[i, j] * mp.sqrt(values[j]) for j in kept] for i in range(d)]) if kept else matrix(d, 0)


def descending_eigenvalues(symmetric):
    return sorted(mp.eigsy(symmetric, eigvals_only=True), reverse=True) if symmetric.rows else []
