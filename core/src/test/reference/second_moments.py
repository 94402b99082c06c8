"""Steps on laws whose query is independent of the examples: the risk as a quadratic in W, and its minima (docs/formulas.md, sections 15, 20, 21).

L(W) = E y^2 - 2 tr(S_x W C') + tr(S_x W H W') with C = E beta h', H = E h h' in the coordinates of the design. Optimal W
by solving with H, low rank by singular values: no spectrum of Sigma.
"""

from mpmath import mp, mpf

from precise import NEGLIGIBLE, factor, precise, trace
from task_laws import TaskLaw, covariance
from tasks import task_model


class SecondMoments:
    """S_x, E y^2 of the query, C and H."""

    def __init__(self, sx, zero, c, h, n):
        self.sx, self.zero, self.c, self.h, self.n = sx, zero, c, h, n

    def gain(self, w):
        return 2 * trace(self.sx * w, self.c.T) - trace(self.sx * w, self.h, w.T)

    def best(self, rank=None, start=None):
        """The W of least risk, start + an update of this rank where a start is given; the one of least norm."""
        optimum = projector(self.sx) * self.c * pseudo_inverse(self.h)
        if rank is None or rank >= self.sx.rows:
            return optimum
        w0 = mp.zeros(self.sx.rows) if start is None else start
        if rank == 0:
            return w0
        f, k = factor(self.sx), factor(self.h)
        if f.cols == 0 or k.cols == 0:
            return w0
        return w0 + left_inverse(f).T * truncated(f.T * (optimum - w0) * k, rank) * left_inverse(k)


def left_inverse(f):
    return mp.inverse(f.T * f) * f.T


def truncated(m, rank):
    """The nearest matrix of this rank."""
    if rank >= min(m.rows, m.cols):
        return m
    if is_diagonal(m):
        kept = sorted(range(min(m.rows, m.cols)), key=lambda k: -abs(m[k, k]))[:rank]
        result = mp.zeros(m.rows, m.cols)
        for k in kept:
            result[k, k] = m[k, k]
        return result
    wide = m.cols > m.rows
    u, s, v = mp.svd_r(m.T if wide else m)
    kept = sum((s[k] * (u[:, k] * v[k, :]) for k in range(1, rank)), s[0] * (u[:, 0] * v[0, :]))
    return kept.T if wide else kept


def pseudo_inverse(symmetric):
    d = symmetric.rows
    if is_diagonal(symmetric):
        floor = NEGLIGIBLE * max(abs(symmetric[i, i]) for i in range(d))
        return mp.diag([1 / symmetric[i, i] if abs(symmetric[i, i]) > floor else mpf(0) for i in range(d)])
    values, vectors = mp.eigsy(symmetric)
    floor = NEGLIGIBLE * max(abs(v) for v in values)
    return vectors * mp.diag([1 / v if abs(v) > floor else mpf(0) for v in values]) * vectors.T


def projector(symmetric):
    """On the range."""
    return symmetric * pseudo_inverse(symmetric)


def is_diagonal(m):
    return all(m[i, j] == 0 for i in range(m.rows) for j in range(m.cols) if i != j)


def features(design):
    return covariance(design.get("feature_covariance", "identity"), design["dim"])


def fourth_moment(design):
    """k4 = E |z|^4 / (d (d + 2)) of the whitened features."""
    law, d = design.get("feature_law", "gaussian"), design["dim"]
    if law == "gaussian":
        return mpf(1)
    if law == "sphere":
        return mpf(d) / (d + 2)
    nu = mpf(law["student"])
    return (nu - 2) / (nu - 4)


def second_moments(design, weights=None):
    """Of an iid, drift or sequence design whose query is independent; all weights one when none are given."""
    sx, n = features(design), design["length"]
    law = TaskLaw(design)
    r = law.second
    t = trace(sx, r)
    noise = design.get("noise_variance", 0.0)
    k4 = fourth_moment(design)
    if design["kind"] == "sequence":
        s1, squares, q = correlation_sums(design, weights)
        signal, a, b = s1, s1 * s1 + squares, t * squares + mpf(noise) * q
        zero = t + mpf(noise)
    elif "task_correlation" not in design and not isinstance(noise, list):
        s1, q = (mpf(n), mpf(n)) if weights is None else (sum(weights, mpf(0)), sum((w * w for w in weights), mpf(0)))
        signal, a, b = s1, s1 * s1 - q + 2 * k4 * q, q * (k4 * t + mpf(noise))
        zero = t + mpf(noise)
    else:
        model, w = task_model(design), [mpf(1)] * n if weights is None else weights
        levels = precise(noise) if isinstance(noise, list) else [mpf(noise)] * (n + 1)
        signal, pairs = model.sums(w)[-1]
        own = [model.variance(i) for i in range(n + 1)]
        a = pairs + sum((w[i] ** 2 * (2 * k4 - 1) * own[i] for i in range(n)), mpf(0))
        b = sum((w[i] ** 2 * (k4 * own[i] * t + levels[i]) for i in range(n)), mpf(0))
        zero = own[n] * t + levels[n]
    return SecondMoments(sx, zero, signal * (r * sx), a * (sx * r * sx) + b * sx, n)


def correlation_sums(design, weights=None):
    """sum w, w'(C o C) w, w'w."""
    n, tree = design["length"], design["feature_correlation"]
    if weights is None and isinstance(tree, dict) and "ar1" in tree and n > 300:
        # with x = rho^2: sum_ij x^|i-j| = n + 2 sum_k (n - k) x^k
        x = mpf(tree["ar1"]) ** 2
        if x == 1:
            return mpf(n), mpf(n) ** 2, mpf(n)
        return mpf(n), n + 2 * (n * x / (1 - x) - x * (1 - x**n) / (1 - x) ** 2), mpf(n)
    w = [mpf(1)] * n if weights is None else weights
    c = correlation(design)
    squares = sum((w[i] * w[j] * c[i][j] ** 2 for i in range(n) for j in range(n)), mpf(0))
    return sum(w, mpf(0)), squares, sum((v * v for v in w), mpf(0))


def correlation(design):
    """C of the examples and the query (last), as rows."""
    n, tree = design["length"], design["feature_correlation"]
    [(kind, value)] = tree.items()
    if kind == "ar1":
        rho = mpf(value)
        return [[rho ** abs(i - j) for j in range(n + 1)] for i in range(n + 1)]
    if kind == "change_point":
        after, c = value["after"], mpf(value["correlation"])
        return [[mpf(1) if (i < after) == (j < after) else c for j in range(n + 1)] for i in range(n + 1)]
    return [[(mpf(value[i][j]) + mpf(value[j][i])) / 2 for j in range(n + 1)] for i in range(n + 1)]
