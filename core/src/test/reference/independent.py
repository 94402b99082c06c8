"""Risks of the designs with independent features: iid and drift (docs/formulas.md, sections 1, 2, 4), loss at the query."""

from mpmath import matrix, mpf

from covariances import Covariances, ratio_sum
from precise import precise, trace
from shared_filter import best_gain
from tasks import task_model


def profile(value, count):
    """A number for each position, or a number common to all."""
    return precise(value) if isinstance(value, list) else [mpf(value)] * count


class Prompts:
    """An iid or drift design, ready for (4.1)."""

    def __init__(self, design):
        self.design = design
        self.n = design["length"]
        self.covariances = Covariances(design)
        self.noise = design.get("noise_variance", 0.0)
        self.one_task = "task_correlation" not in design
        if not self.uniform():
            self.model = task_model(design)
            self.zero_risks = [
                self.model.variance(i) * self.covariances.trace + s
                for i, s in enumerate(profile(self.noise, self.n + 1))
            ]

    def uniform(self):
        """Nothing depends on the position."""
        return self.one_task and not isinstance(self.noise, list)

    def zero_risk(self):
        return self.covariances.trace + mpf(self.noise) if self.uniform() else self.zero_risks[-1]

    def form(self, weights=None):
        """(k'w, A, B) of (4.1); all weights one when none are given."""
        if self.uniform():
            s1, q = (mpf(self.n),) * 2 if weights is None else (sum(weights), sum(w * w for w in weights))
            return s1, s1 * s1 + q, q * self.zero_risk()
        return self.forms(weights)[-1]

    def forms(self, weights=None):
        """The same for every prefix of the prompt."""
        w = [mpf(1)] * self.n if weights is None else weights
        diagonal, noise = mpf(0), mpf(0)
        result = []
        for m, (cross, square) in enumerate(self.model.sums(w)):
            result.append((cross, square + diagonal, noise))
            if m < self.n:
                diagonal += w[m] ** 2 * self.model.variance(m)
                noise += w[m] ** 2 * self.zero_risks[m]
        return result


def gain(design, predictor):
    """Risk of predicting zero, and gain over it."""
    prompts = Prompts(design)
    return prompts.zero_risk(), GAINS[predictor["kind"]](prompts, predictor)


def gain_of_attention(prompts, predictor):
    return gain_at(prompts, prompts.form(), predictor.get("rank"))


def gain_of_weighted(prompts, predictor):
    return gain_at(prompts, prompts.form(precise(predictor["weights"])), predictor.get("rank"))


def gain_at(prompts, form, rank):
    """Gain of the best W of at most this rank for given weights (4.3)."""
    kappa, a, b = form
    if kappa == 0 or rank == 0:
        return mpf(0)
    if rank is None:
        return kappa**2 * prompts.covariances.gain_at_full_rank(a, b)
    return kappa**2 * ratio_sum(prompts.covariances.spectrum()[:rank], a, b)


def gain_of_h3(prompts, predictor):
    if prompts.uniform():  # equal weights are optimal (1.2)
        return gain_of_attention(prompts, predictor)
    if prompts.n == 0:
        return mpf(0)
    diagonal = [prompts.model.variance(i) for i in range(prompts.n)]
    spectrum = prompts.covariances.spectrum()[: predictor.get("rank")]
    return best_gain(prompts.model, diagonal, prompts.zero_risks[:-1], spectrum)


def gain_of_given(prompts, predictor):
    """(4.1) itself."""
    weights = predictor.get("weights")
    return gain_of_preconditioner(
        prompts.covariances, prompts.form(None if weights is None else precise(weights)), predictor["preconditioner"]
    )


def gain_of_preconditioner(covariances, form, rows):
    kappa, a, b = form
    if covariances.diagonal:
        x, p, d = covariances.x, covariances.products, range(covariances.d)
        linear = sum(mpf(rows[j][j]) * p[j] * x[j] for j in d)
        square = sum(mpf(rows[i][j]) ** 2 * x[i] * x[j] * (a * p[j] + b) for i in d for j in d if rows[i][j] != 0)
        return 2 * kappa * linear - square
    w = general(rows)
    sx, sb = covariances.x, covariances.beta
    wx, wtx, core = w * sx, w.T * sx, sx * sb
    return 2 * kappa * trace(wx, sb * sx) - a * trace(wx, sb * sx, wtx) - b * trace(wx, wtx)


def general(rows):
    return matrix([[mpf(v) for v in row] for row in rows])


GAINS = {
    "attention": gain_of_attention,
    "weighted": gain_of_weighted,
    "h3": gain_of_h3,
    "given": gain_of_given,
}
