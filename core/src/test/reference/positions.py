"""Loss averaged over prediction positions, independent features (docs/formulas.md, section 5)."""

from mpmath import mpf

from independent import Prompts, gain_of_preconditioner, profile
from lora import frozen, updated_gain
from precise import precise
from shared_filter import best_gain
from covariances import ratio_sum
from tasks import Dense, Markov


def gain(design, predictor):
    prompts = Prompts(design)
    n = prompts.n
    if prompts.uniform():
        zero = prompts.zero_risk()
    else:
        zero = sum(prompts.zero_risks) / (n + 1)
    if n == 0:
        return zero, mpf(0)
    if predictor["kind"] == "h3":
        return zero, gain_of_h3(prompts, predictor)
    if predictor["kind"] == "lora":
        return zero, updated_gain(prompts.covariances, average(prompts, None), frozen(design, predictor), predictor["rank"])
    if "preconditioner" in predictor:
        weights = precise(predictor["weights"]) if "weights" in predictor else None
        return zero, gain_of_preconditioner(prompts.covariances, average(prompts, weights), predictor["preconditioner"])
    weights = precise(predictor["weights"]) if predictor["kind"] == "weighted" else None
    kappa, a, b = average(prompts, weights)
    spectrum = prompts.covariances.spectrum()[: predictor.get("rank")]
    return zero, (kappa**2 * ratio_sum(spectrum, a, b) if kappa != 0 else mpf(0))


def average(prompts, weights):
    """(k'w, A, B) averaged over positions; weight w_{n+1-l} stands at lag l."""
    n = prompts.n
    if weights is None:
        if prompts.uniform():  # sums of m, m^2 over m = 0..n
            first, second = mpf(n) * (n + 1) / 2, mpf(n) * (n + 1) * (2 * n + 1) / 6
            return first / (n + 1), (second + first) / (n + 1), first * prompts.zero_risk() / (n + 1)
        forms = prompts.forms()
    else:
        position_wise = Prompts(dict(prompts.design, noise_variance=by_position(prompts)))
        forms = [(mpf(0),) * 3]
        for m in range(1, n + 1):  # the last m weights, at positions 1..m
            forms.append(prefix_form(position_wise, weights[n - m :]))
    return tuple(sum(f[i] for f in forms) / (n + 1) for i in range(3))


def by_position(prompts):
    return prompts.noise if isinstance(prompts.noise, list) else [prompts.noise] * (prompts.n + 1)


def prefix_form(prompts, w):
    cross, square = prompts.model.sums(w)[-1]
    diagonal = sum(v * v * prompts.model.variance(i) for i, v in enumerate(w))
    return cross, square + diagonal, sum(v * v * prompts.zero_risks[i] for i, v in enumerate(w))


def gain_of_h3(prompts, predictor):
    """Over lags: K is replaced by its sums along diagonals. For one task that is min(u, v), u = n + 1 - lag: a random walk."""
    n, spectrum = prompts.n, prompts.covariances.spectrum()[: predictor.get("rank")]
    if prompts.one_task:
        noise = profile(prompts.noise, n + 1)
        model = Markov(mpf(1), mpf(1), mpf(1), n)
        diagonal = [mpf(u) for u in range(1, n + 1)]
        zero, total = [], mpf(0)
        for s in noise[:n]:
            total += prompts.covariances.trace + s
            zero.append(total)
    else:
        model, diagonal, zero = summed(prompts)
    return best_gain(model, diagonal, zero, spectrum) / (n + 1)


def summed(prompts):
    """Sums over prefixes m >= lag: of K between lags, of K with the predicted position, of K_ii and of M_i. Lag l at index l - 1."""
    n = prompts.n
    k = correlations(prompts.model, n)
    rows = [[mpf(0)] * (n + 1) for _ in range(n + 1)]
    for l in range(1, n + 1):
        for other in range(l, n + 1):
            # position m + 1 - l from 1; m = other..n
            total = sum(k(m - l, m - other) for m in range(other, n + 1))
            rows[l - 1][other - 1] = rows[other - 1][l - 1] = total
        rows[l - 1][n] = rows[n][l - 1] = sum(k(m - l, m) for m in range(l, n + 1))
    diagonal = [sum(k(m - l, m - l) for m in range(l, n + 1)) for l in range(1, n + 1)]
    zero = [sum(prompts.zero_risks[m - l] for m in range(l, n + 1)) for l in range(1, n + 1)]
    return Dense(rows), diagonal, zero


def correlations(model, n):
    """K_ij of a task model, positions from 0."""
    if isinstance(model, Dense):
        return lambda i, j: model.k[i][j]
    if isinstance(model, Markov):
        powers = [model.step**i for i in range(n + 1)]
        return lambda i, j: model.variance(min(i, j)) * powers[abs(i - j)]
    return lambda i, j: model.form(model.rows[i], model.rows[j])
