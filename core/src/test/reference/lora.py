"""Low-rank updates of a frozen preconditioner (docs/formulas.md, sections 3 and 8.5)."""

from mpmath import mp, mpf

from aligned import Aligned
from aligned import gain_of_given as gain_of_given_aligned
from covariances import Covariances
from independent import Prompts
from precise import NEGLIGIBLE, descending_eigenvalues, factor
from retrieval import Diagonal, Retrieval, gain_of_given


def gain(design, predictor):
    start, rank = frozen(design, predictor), predictor["rank"]
    if design["kind"] == "retrieval":
        prompts = Retrieval(design)
        return prompts.zero_risk(), rotating_gain(prompts, RetrievalLevels, gain_of_given_retrieval, start, rank)
    if design["kind"] == "aligned":
        prompts = Aligned(design)
        return prompts.zero_risk(), rotating_gain(prompts, lambda p: p, gain_of_given_aligned, start, rank)
    prompts = Prompts(design)
    return prompts.zero_risk(), updated_gain(prompts.covariances, prompts.form(), start, rank)


def frozen(design, predictor):
    """What the base learned, at the length of the design: W n / m where the layer divides by its number of examples."""
    w, n, m = preconditioner(predictor["base"]), predictor["base"]["length"], design["length"]
    if predictor.get("normalisation", "mean") == "sum" or m == 0:
        return w
    return [v * n / m for v in w] if isinstance(w, list) else w * (mpf(n) / m)


def updated_gain(covariances, form, frozen, rank):
    """Gain of the best update on designs with independent features, (k'w, A, B) as in (4.1)."""
    if covariances.diagonal and isinstance(frozen, list):
        return commuting_gain(covariances, form, frozen, rank)
    return matrix_gain(covariances, form, frozen, rank)


def rotating_gain(prompts, levels, gain_of_given, frozen, rank):
    """From c I to c I + x P_r where nothing depends on directions; otherwise rank 0, the base as it is."""
    if isinstance(frozen, list) and all(v == frozen[0] for v in frozen) and is_isotropic(prompts):
        return isotropic_gain(levels(prompts), frozen[0], rank)
    if rank > 0:
        raise ValueError("no closed form: an update in the presence of directions")
    matrix = mp.diag(frozen) if isinstance(frozen, list) else frozen
    return gain_of_given(prompts, matrix.tolist())


def is_isotropic(prompts):
    return isinstance(prompts, Aligned) or prompts.covariances.isotropic


def gain_of_given_retrieval(prompts, rows):
    return gain_of_given(prompts, {"preconditioner": rows})


# --- what the base learned -------------------------------------------------------------------------------------------


def preconditioner(base):
    """W of the base's full-rank optimum under attention: its diagonal, or the matrix of least norm."""
    if base["kind"] == "aligned":
        prompts = Aligned(base)
        linear, square = prompts.projector(prompts.d)
        return [linear / square if linear != 0 else mpf(0)] * prompts.d
    covariances = Covariances(base)
    whitened = whitened_optimum(base)
    if covariances.diagonal:
        return [whitened(p)[0] / x if x > 0 else mpf(0) for p, x in zip(one_each(covariances), covariances.x)]
    # eigenvectors of S_x give its roots on its range; those of Sigma the function
    values, vectors = mp.eigsy(covariances.x)
    d = covariances.d
    floor = NEGLIGIBLE * max(abs(v) for v in values)
    power = lambda e: vectors * mp.diag([v**e if v > floor else mpf(0) for v in values]) * vectors.T
    root, inverse_root = power(mpf(1) / 2), power(-mpf(1) / 2)
    values, vectors = mp.eigsy(root * covariances.beta * root)
    optimum = vectors * mp.diag(whitened(list(values))) * vectors.T
    return inverse_root * optimum * inverse_root


def one_each(covariances):
    return [[p] for p in covariances.products]


def whitened_optimum(base):
    """Eigenvalues of Sigma -> eigenvalues of the optimal whitened W."""
    if base["kind"] == "retrieval":
        prompts = Retrieval(base)
        covariances = prompts.covariances
        spectrum = covariances.spectrum()
        t = covariances.trace
        _, omega = Diagonal(prompts.averages(), spectrum, t).optimum()
        return lambda values: [omega[nearest(spectrum, v)] for v in values]
    kappa, a, b = Prompts(base).form()
    return lambda values: [kappa * v / (a * v + b) if v != 0 and kappa != 0 else mpf(0) for v in values]


def nearest(spectrum, value):
    return min(range(len(spectrum)), key=lambda i: abs(spectrum[i] - value))


# --- the best update -------------------------------------------------------------------------------------------------


def commuting_gain(covariances, form, frozen, rank):
    """(4.1) coordinate by coordinate; the rank resets go where they help most."""
    kappa, a, b = form
    kept, benefit = mpf(0), []
    for w, p, x in zip(frozen, covariances.products, covariances.x):
        omega = w * x
        own = 2 * kappa * omega * p - omega**2 * (a * p + b)
        best = kappa**2 * p * p / (a * p + b) if p != 0 else mpf(0)
        kept += own
        benefit.append(best - own)
    return kept + sum(sorted(benefit, reverse=True)[:rank], mpf(0))


def matrix_gain(covariances, form, frozen, rank):
    """(3.1) with any C, C C' = S_x, in place of the symmetric root; squared singular values of E H^(1/2) from E H E'."""
    kappa, a, b = form
    sx, sb = covariances.as_matrices()
    c = factor(sx)
    sigma = c.T * sb * c
    start = c.T * (mp.diag(frozen) if isinstance(frozen, list) else frozen) * c
    h = a * sigma + b * mp.eye(sigma.rows)
    best = kappa * sigma * mp.inverse(h)
    e = best - start
    residues = descending_eigenvalues(symmetric(e * h * e.T))
    full = sum(((best * sigma)[i, i] for i in range(sigma.rows)), mpf(0)) * kappa
    return full - sum(residues[rank:], mpf(0))


def symmetric(m):
    return (m + m.T) / 2


class RetrievalLevels:
    """Gain of an isotropic retrieval design at W = diag(upper on r coordinates, lower on the rest)."""

    def __init__(self, prompts):
        self.d = prompts.covariances.d
        self.form = Diagonal(prompts.averages(), [mpf(1)] * self.d, prompts.covariances.trace)

    def two_levels(self, r, upper, lower):
        return self.form.gain([upper] * r + [lower] * (self.d - r))


def isotropic_gain(levels, c, rank):
    """Best gain over W = c I + x P_r: the top of a parabola through three values."""
    at = lambda x: levels.two_levels(rank, c + x, c)
    start, up, down = at(mpf(0)), at(mpf(1)), at(mpf(-1))
    slope, curvature = (up - down) / 2, (up + down) / 2 - start
    return start if rank == 0 or slope == 0 else start - slope**2 / (4 * curvature)
