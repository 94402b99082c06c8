"""Task laws of the designs with independent features: covariances of subspaces, means, groups."""

from mpmath import matrix, mp, mpf

from covariances import full
from precise import precise, trace


def covariance(tree, d):
    """A task covariance as a matrix, the families of subspaces and `zero` included."""
    if tree == "zero":
        return mp.zeros(d)
    if isinstance(tree, dict) and "subspace" in tree:
        return subspace(d, **tree["subspace"])
    if isinstance(tree, dict) and "subspaces" in tree:
        return subspaces(d, **tree["subspaces"])
    return full(tree, d)


def subspace(d, rank, angle=0, variance=1):
    """v V V' with V = cos t U + sin t U_perp: in each plane of a coordinate of U and its partner, a projector on one direction."""
    c, s = mp.cospi(mpf(angle) / 180), mp.sinpi(mpf(angle) / 180)
    v = mp.zeros(d, rank)
    for j in range(rank):
        v[j, j] = c
        if s != 0:
            v[rank + j, j] = s
    return mpf(variance) * (v * v.T)


def subspaces(d, rank, count, weights=None, variance=1):
    w = [mpf(1) / count] * count if weights is None else precise(weights)
    diagonal = [w[j // rank] * mpf(variance) if j < rank * count else mpf(0) for j in range(d)]
    return mp.diag(diagonal)


class Group:
    """Tasks N(mean, covariance) that come with a probability."""

    def __init__(self, weight, mean, cov):
        self.weight, self.mean, self.covariance = weight, mean, cov
        self.second = cov + mean * mean.T


class TaskLaw:
    """A mixture of groups, in the coordinates of the features."""

    def __init__(self, design):
        d = design["dim"]
        if "task_groups" in design:
            self.groups = [
                Group(mpf(g["weight"]), vector(g.get("mean", 0), d), covariance(g.get("covariance", "identity"), d))
                for g in design["task_groups"]
            ]
        else:
            tree = design.get("task_covariance", "identity")
            self.groups = [Group(mpf(1), vector(design.get("task_mean", 0), d), covariance(tree, d))]
        self.d = d
        self.mean = self.average(lambda g: g.mean)
        self.second = self.average(lambda g: g.second)
        self.within = self.average(lambda g: g.covariance)
        self.between = self.average(lambda g: g.mean * g.mean.T)

    def average(self, term):
        total = None
        for g in self.groups:
            value = g.weight * term(g)
            total = value if total is None else total + value
        return total

    def third(self, sx, s2):
        """E tau beta with tau = beta' S_x beta + s2."""
        return self.average(lambda g: self.tau(g, sx, s2) * g.mean + 2 * (g.covariance * (sx * g.mean)))

    def fourth(self, sx, s2):
        """E tau^2: the variance of a quadratic form of a Gaussian vector, and the square of its mean."""

        def term(g):
            inner = sx * g.covariance * sx
            return self.tau(g, sx, s2) ** 2 + 2 * trace(inner, g.covariance) + 4 * (g.mean.T * inner * g.mean)[0]

        return self.average(term)

    @staticmethod
    def tau(g, sx, s2):
        return trace(sx, g.second) + s2


def vector(value, d):
    """A mean: one number for all coordinates, or d numbers."""
    return matrix(precise(value) if isinstance(value, list) else [mpf(value)] * d)


def has_mean(design):
    return "task_groups" in design or "task_mean" in design
