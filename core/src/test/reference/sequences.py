"""Features correlated along the prompt, query included (docs/formulas.md, section 20): sixth moments from pairings."""

from mpmath import matrix, mp, mpf

from covariances import Covariances
from precise import precise, trace
from pairings import mean_of_chain
from second_moments import correlation, features, pseudo_inverse, second_moments
from shared_filter import best_gain
from task_laws import TaskLaw
from tasks import Static

QUERY = "query"


def is_correlated(design):
    return design["kind"] == "sequence" and design.get("query", "correlated") == "correlated"


class Correlated:
    """A sequence design whose query is correlated with its examples; x_i = c_i x + r_i, Cov(r_i, r_j) = g_ij."""

    def __init__(self, design):
        self.design, self.n, self.d = design, design["length"], design["dim"]
        self.noise = mpf(design.get("noise_variance", 0.0))
        self.sx, self.beta = features(design), TaskLaw(design).second
        self.rows = correlation(design)
        self.c = [row[self.n] for row in self.rows[:-1]]
        self.rest = [1 - v * v for v in self.c]

    def zero_risk(self):
        return trace(self.sx, self.beta) + self.noise

    def covariance(self, u, v):
        place = lambda name: self.n if name == QUERY else name
        return self.rows[place(u)][place(v)]

    def scale(self):
        """(x, b) where S_x = x I and S_beta = b I, else None."""
        x, b = self.sx[0, 0], self.beta[0, 0]
        one = mp.eye(self.d)
        return (x, b) if self.sx == x * one and self.beta == b * one else None

    # --- V a projector of rank r, isotropic ---------------------------------------------------------------------------

    def projected(self, r):
        """e_i, E_ij + noise, for the predictor sum_i w_i (x' P_r x_i) y_i; from pairings."""
        x, b = self.scale()
        kept = [mpf(j < r) for j in range(self.d)]
        one = [mpf(1)] * self.d
        n = range(self.n)
        known = {}

        def chain(*links):
            """Many examples have the same correlations."""
            names = [name for u, _, v in links for name in (u, v)]
            key = (tuple(self.covariance(u, v) for u in names for v in names), tuple(tuple(l) for _, l, _ in links))
            if key not in known:
                known[key] = mean_of_chain(names, links, self.covariance)
            return known[key]

        e = [b * x * x * chain((QUERY, kept, i), (i, one, QUERY)) for i in n]
        square = matrix(self.n)
        for i in n:
            for j in range(i + 1):
                value = b * x**3 * chain((QUERY, kept, i), (i, one, j), (j, kept, QUERY))
                square[i, j] = square[j, i] = value
            square[i, i] += self.noise * x * x * chain((QUERY, kept, i), (i, kept, QUERY))
        return matrix(e), square

    # --- any V ----------------------------------------------------------------------------------------------------------

    def gain(self, w, weights=None):
        """Traces of words in (V, V', Sigma) are those of the same words in (W S_x, W' S_x, S_beta S_x)."""
        a, at, l = w * self.sx, w.T * self.sx, self.beta * self.sx
        t, tau, norm, square = trace(l), trace(a), trace(a, at), trace(a, a)
        s2 = (norm + square) / 2
        cross = trace(a, l)
        left, right = trace(a, l, at), trace(at, l, a)
        both = trace(l, a, a)
        sv = (left + trace(at, l, at)) / 2
        j1 = t * tau**2 + 2 * t * s2 + 4 * tau * cross + 2 * (both + trace(l, a, at) + trace(l, at, a) + trace(l, at, at))
        j2 = tau * cross + 2 * sv
        own = t * norm + 2 * right + t * (tau**2 + 2 * s2) + 2 * j2
        total = mpf(0)
        u = [mpf(1)] * self.n if weights is None else weights
        for i in range(self.n):
            ci = self.c[i] ** 2
            total += 2 * u[i] * (ci * (t * tau + 2 * cross) + self.rest[i] * cross)
            total -= self.noise * u[i] ** 2 * (ci * (tau**2 + 2 * s2) + self.rest[i] * norm)
            for j in range(self.n):
                cj, g = self.c[j] ** 2, self.rows[i][j] - self.c[i] * self.c[j]
                pair = ci * cj * j1 + (cj * self.rest[i] + ci * self.rest[j]) * j2 + self.c[i] * self.c[j] * g * own
                pair += (self.rest[i] * self.rest[j] + g * g) * left + g * g * t * norm
                total -= u[i] * u[j] * pair
        return total

    # --- V diagonal in the eigenvectors of Sigma -----------------------------------------------------------------------

    def directions(self, weights=None):
        """p, Q of 2 p'omega - omega'Q omega, for the diagonal of V, and the eigenvalues; from pairings."""
        spectrum = Covariances(self.design).spectrum()
        d = len(spectrum)
        unit = [[mpf(j == k) for j in range(d)] for k in range(d)]
        u = [mpf(1)] * self.n if weights is None else weights
        n = range(self.n)
        p, q = matrix(d, 1), matrix(d)
        for k in range(d):
            for i in n:
                p[k] += u[i] * mean_of_chain(None, [(QUERY, unit[k], i), (i, spectrum, QUERY)], self.covariance)
                for m in range(d):
                    own = mean_of_chain(None, [(QUERY, unit[k], i), (i, unit[m], QUERY)], self.covariance)
                    q[k, m] += self.noise * u[i] ** 2 * own
                    for j in n:
                        chain = [(QUERY, unit[k], i), (i, spectrum, j), (j, unit[m], QUERY)]
                        q[k, m] += u[i] * u[j] * mean_of_chain(None, chain, self.covariance)
        return p, q


def solve_semidefinite(q, p):
    """The least solution of q x = p for p in the range of q."""
    return pseudo_inverse(q) * p


def gain(design, predictor):
    if not is_correlated(design):
        return independent_query(design, predictor)
    prompts = Correlated(design)
    return prompts.zero_risk(), correlated_gain(prompts, predictor)


def correlated_gain(prompts, predictor):
    kind, rank = predictor["kind"], predictor.get("rank")
    weights = precise(predictor["weights"]) if "weights" in predictor else None
    if kind == "given":
        return prompts.gain(matrix([precise(row) for row in predictor["preconditioner"]]), weights)
    if prompts.n == 0 or rank == 0:
        return mpf(0)
    if prompts.scale() is None:
        if kind == "h3" or rank is not None:
            raise ValueError("no closed form: anisotropic, low rank or best weights")
        p, q = prompts.directions(weights)
        return (p.T * solve_semidefinite(q, p))[0]
    e, square = prompts.projected(prompts.d if rank is None else rank)
    if kind == "h3":
        return (e.T * solve_semidefinite(square, e))[0]
    w = matrix([mpf(1)] * prompts.n if weights is None else weights)
    linear = (w.T * e)[0]
    return linear**2 / (w.T * square * w)[0] if linear != 0 else mpf(0)


def isotropic_scale(prompts):
    """c of the optimal W = c I, for attention."""
    e, square = prompts.projected(prompts.d)
    return sum(e) / sum(square[i, j] for i in range(prompts.n) for j in range(prompts.n))


def independent_query(design, predictor):
    kind, rank = predictor["kind"], predictor.get("rank")
    if kind == "h3" and design["kind"] == "sequence":  # else examples are alike, and equal weights are optimal
        return best_weights(design, rank)
    law = second_moments(design, precise(predictor["weights"]) if "weights" in predictor else None)
    if kind == "given":
        return law.zero, law.gain(matrix([precise(row) for row in predictor["preconditioner"]]))
    return law.zero, law.gain(law.best(rank))


def best_weights(design, rank):
    """In the eigenvectors of C o C the quadratics in w are a square of one sum plus diagonals: the problem of shared_filter."""
    law = second_moments(design)
    n = design["length"]
    spectrum = Covariances(design).spectrum()[:rank]
    if n == 0 or not spectrum:
        return law.zero, mpf(0)
    rows = correlation(design)
    squares = matrix([[rows[i][j] ** 2 for j in range(n)] for i in range(n)])
    values, vectors = mp.eigsy(squares)
    t = law.zero - mpf(design.get("noise_variance", 0.0))
    noise = law.zero - t
    kept = [k for k in range(n) if values[k] > mpf(10) ** -50 or noise > 0]
    delta = [max(values[k], mpf(0)) for k in kept]
    sums = [[sum(vectors[i, k] for i in range(n))] for k in kept]
    model = Static([*sums, [mpf(1)]], [[mpf(1)]])
    return law.zero, best_gain(model, delta, [t * v + noise for v in delta], spectrum)
