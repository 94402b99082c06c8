"""Means of products of jointly Gaussian vectors, written out as sums over all ways to pair the factors (Isserlis)."""

from mpmath import mpf


def pairs(items):
    """All ways to pair an even number of items."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for k, other in enumerate(rest):
        for others in pairs(rest[:k] + rest[k + 1 :]):
            yield [(first, other), *others]


def mean_of_chain(vectors, links, covariance):
    """E prod_k sum_a u_a l_a v_a over links k = (u, l, v): u, v name vectors, l is a list of weights, a runs over coordinates.

    Coordinates are independent of each other; within one the vectors u and v have covariance(u, v). A pairing makes
    coordinates of different links equal; each class of equal coordinates is summed over.
    """
    slots = [(k, vector) for k, (u, _, v) in enumerate(links) for vector in (u, v)]
    total = mpf(0)
    for pairing in pairs(slots):
        value = mpf(1)
        joined = list(range(len(links)))
        for (k, u), (m, v) in pairing:
            value *= covariance(u, v)
            old, new = joined[k], joined[m]
            joined = [new if j == old else j for j in joined]
        if value == 0:
            continue
        for name in set(joined):
            weights = [links[k][1] for k, j in enumerate(joined) if j == name]
            value *= sum(product(column) for column in zip(*weights))
        total += value
    return total


def product(factors):
    total = mpf(1)
    for factor in factors:
        total *= factor
    return total
