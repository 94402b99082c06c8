"""Risks of the retrieval design (docs/formulas.md, sections 6 and 8), all from the quadratic form (6.1)."""

from mpmath import matrix, mpf

from covariances import Covariances
from precise import precise, trace


class Retrieval:
    """A retrieval design: alpha_i = a_i^2, b_i = 1 - alpha_i and the noise of each example."""

    def __init__(self, design):
        self.design, self.n = design, design["length"]
        self.covariances = Covariances(design)
        noise = design.get("noise_variance", 0.0)
        self.query_noise = mpf(noise[-1] if isinstance(noise, list) else noise)
        self.alike = not isinstance(noise, list) and not isinstance(design["alpha"], list)
        count = 1 if self.alike else self.n
        a = precise(design["alpha"]) if isinstance(design["alpha"], list) else [mpf(design["alpha"])] * count
        self.alpha = [v * v for v in a]
        self.rest = [1 - v for v in self.alpha]
        self.noise = precise(noise[:-1]) if isinstance(noise, list) else [mpf(noise)] * count

    def zero_risk(self):
        return self.covariances.trace + self.query_noise

    def averages(self, weights=None):
        return Averages(self, weights)


class Averages:
    """The sums over examples in (6.1) for some weights: what multiplies each trace."""

    def __init__(self, design, weights=None):
        if weights is None and design.alike:
            n, a, b, s = mpf(design.n), design.alpha[0], design.rest[0], design.noise[0]
            p, r, aa, ab, bb, a1, b1, na, nb = n * a, n * b, n * a * a, n * a * b, n * b * b, n * a, n * b, n * s * a, n * s * b
        else:
            w = weights if weights is not None else [mpf(1)] * design.n
            count = range(design.n)
            alpha, rest, noise = (v * design.n if design.alike else v for v in (design.alpha, design.rest, design.noise))
            p = sum((w[i] * alpha[i] for i in count), mpf(0))
            r = sum((w[i] * rest[i] for i in count), mpf(0))
            aa = sum((w[i] ** 2 * alpha[i] ** 2 for i in count), mpf(0))
            ab = sum((w[i] ** 2 * alpha[i] * rest[i] for i in count), mpf(0))
            bb = sum((w[i] ** 2 * rest[i] ** 2 for i in count), mpf(0))
            a1 = sum((w[i] ** 2 * alpha[i] for i in count), mpf(0))
            b1 = sum((w[i] ** 2 * rest[i] for i in count), mpf(0))
            na = sum((w[i] ** 2 * alpha[i] * noise[i] for i in count), mpf(0))
            nb = sum((w[i] ** 2 * rest[i] * noise[i] for i in count), mpf(0))
        self.alpha, self.rest = p, r
        self.j1 = p * p - aa + a1  # pairs, and each example with itself
        self.j2 = 2 * (p * r - ab)
        self.j3 = r * r - bb
        self.own = b1
        self.noise_alpha, self.noise_rest = na, nb


class Diagonal:
    """(6.1) at W = diag(omega): L = M - 2 p'omega + sum D_j omega_j^2 + c tau^2 + 2 e tau sigma, tau = sum omega, sigma = lambda'omega."""

    def __init__(self, averages, spectrum, t):
        v = averages
        self.spectrum = spectrum
        self.p = [v.alpha * (t + 2 * x) + v.rest * x for x in spectrum]
        self.d = [
            v.j1 * (2 * t + 8 * x) + 2 * v.j2 * x + v.j3 * x + v.own * (t + 2 * x) + 2 * v.noise_alpha + v.noise_rest
            for x in spectrum
        ]
        self.c = t * v.j1 + v.noise_alpha
        self.e = 2 * v.j1 + v.j2 / 2

    def optimum(self):
        """(gain, omega) by eliminating tau and sigma."""
        x, p, d = self.spectrum, self.p, self.d
        if all(v == 0 for v in p):
            return mpf(0), [mpf(0)] * len(p)
        dot = lambda u, v: sum(a * b / c for a, b, c in zip(u, v, d))
        ones = [mpf(1)] * len(x)
        # (tau, sigma)' = g - H C (tau, sigma)', C = ((c, e), (e, 0))
        g1, g2, h11, h12, h22 = dot(ones, p), dot(x, p), dot(ones, ones), dot(ones, x), dot(x, x)
        m = matrix([[1 + h11 * self.c + h12 * self.e, h11 * self.e], [h12 * self.c + h22 * self.e, 1 + h12 * self.e]])
        determinant = m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0]
        tau = (m[1, 1] * g1 - m[0, 1] * g2) / determinant
        sigma = (m[0, 0] * g2 - m[1, 0] * g1) / determinant
        omega = [(p[j] - self.c * tau - self.e * (sigma + tau * x[j])) / d[j] for j in range(len(x))]
        return sum(a * b for a, b in zip(p, omega)), omega

    def gain(self, omega):
        tau = sum(omega)
        sigma = sum(a * b for a, b in zip(self.spectrum, omega))
        linear = sum(a * b for a, b in zip(self.p, omega))
        return 2 * linear - sum(a * b * b for a, b in zip(self.d, omega)) - self.c * tau**2 - 2 * self.e * tau * sigma


class Weights:
    """(6.1) at a fixed W = diag(omega): L = M - 2 A'w + w'Gw with G = V J V' + D, V = (alpha, b), A = V a."""

    def __init__(self, design, spectrum, omega, t):
        tau = sum(omega)
        sigma = sum(x * o for x, o in zip(spectrum, omega))
        norm = sum(o * o for o in omega)
        inner = sum(x * o * o for x, o in zip(spectrum, omega))
        self.a = (t * tau + 2 * sigma, sigma)
        j1 = t * tau**2 + 2 * t * norm + 4 * tau * sigma + 8 * inner
        j2 = tau * sigma + 2 * inner
        self.j = (j1, j2, inner)
        self.alpha, self.rest = design.alpha, design.rest
        self.own = [
            a * j1 + b * (t * norm + 2 * inner) + s * (a * (tau**2 + 2 * norm) + b * norm) - a * a * j1 - 2 * a * b * j2 - b * b * inner
            for a, b, s in zip(design.alpha, design.rest, design.noise)
        ]

    def optimum(self):
        """Gain and weights. Copies of the query without noise have D = 0 and count as one example (their weight is shared)."""
        copies = [i for i, v in enumerate(self.own) if v == 0]
        others = [i for i, v in enumerate(self.own) if v != 0]
        dot = lambda u, v: sum((u[i] * v[i] / self.own[i] for i in others), mpf(0))
        j1, j2, j3 = self.j
        a1, a2 = self.a
        n11, n12, n22 = dot(self.alpha, self.alpha), dot(self.alpha, self.rest), dot(self.rest, self.rest)
        if copies:  # z1 = alpha'w is free: eliminate z2 from its own equation, then z1
            # minimise over (z1, z2): -2 a'z + z'Jz + z2^2 / n22
            if n22 == 0:
                z = (a1 / j1, mpf(0))
            else:
                k = j3 + 1 / n22
                determinant = j1 * k - j2 * j2
                z = ((k * a1 - j2 * a2) / determinant, (j1 * a2 - j2 * a1) / determinant)
        else:
            m11, m12 = 1 + n11 * j1 + n12 * j2, n11 * j2 + n12 * j3
            m21, m22 = n12 * j1 + n22 * j2, 1 + n12 * j2 + n22 * j3
            g1, g2 = n11 * a1 + n12 * a2, n12 * a1 + n22 * a2
            determinant = m11 * m22 - m12 * m21
            z = ((m22 * g1 - m12 * g2) / determinant, (m11 * g2 - m21 * g1) / determinant)
        gain = a1 * z[0] + a2 * z[1]
        r1, r2 = a1 - j1 * z[0] - j2 * z[1], a2 - j2 * z[0] - j3 * z[1]
        w = [mpf(0)] * len(self.own)
        for i in others:
            w[i] = (self.alpha[i] * r1 + self.rest[i] * r2) / self.own[i]
        if copies:
            missing = z[0] - sum((self.alpha[i] * w[i] for i in others), mpf(0))
            for i in copies:
                w[i] = missing / len(copies)
        return gain, w


def gain(design, predictor):
    prompts = Retrieval(design)
    return prompts.zero_risk(), GAINS[predictor["kind"]](prompts, predictor)


def kept_spectrum(prompts, rank):
    spectrum = prompts.covariances.spectrum()
    if rank is None or rank >= prompts.covariances.d or prompts.covariances.isotropic or rank == 0:
        return spectrum[:rank]
    raise ValueError("no closed form: anisotropic retrieval at low rank")


def gain_of_attention(prompts, predictor, weights=None):
    spectrum = kept_spectrum(prompts, predictor.get("rank"))
    if prompts.n == 0 or not spectrum:
        return mpf(0)
    return Diagonal(prompts.averages(weights), spectrum, prompts.covariances.trace).optimum()[0]


def gain_of_weighted(prompts, predictor):
    return gain_of_attention(prompts, predictor, precise(predictor["weights"]))


def gain_of_h3(prompts, predictor):
    if prompts.alike:  # equal weights are optimal for every W
        return gain_of_attention(prompts, predictor)
    spectrum = kept_spectrum(prompts, predictor.get("rank"))
    t = prompts.covariances.trace
    if prompts.n == 0 or not spectrum or t == 0:
        return mpf(0)
    if prompts.covariances.isotropic:  # W = P_r is optimal for every w
        return Weights(prompts, spectrum, [mpf(1)] * len(spectrum), t).optimum()[0]
    return alternated(prompts, spectrum, t)


def alternated(prompts, spectrum, t):
    """Best W for these weights, best weights for this W, and so on, from equal weights and from the extremes."""
    n = prompts.n
    starts = [[mpf(1)] * n, [mpf(n - i) for i in range(n)], [mpf(i + 1) for i in range(n)]]
    starts += [[mpf(i == j) for i in range(n)] for j in (0, n - 1)]
    best = mpf(0)
    for w in starts:
        before, now = mpf(-1), mpf(0)
        while abs(now - before) > mpf(10) ** -45 * abs(now):
            _, omega = Diagonal(prompts.averages(w), spectrum, t).optimum()
            before, (now, w) = now, Weights(prompts, spectrum, omega, t).optimum()
        best = max(best, now)
    return best


def gain_of_given(prompts, predictor):
    """(6.1) for any W. Words in (W, W', Sigma) have the traces of the same words in (W S_x, W' S_x, S_beta S_x): no roots."""
    weights = predictor.get("weights")
    v = prompts.averages(None if weights is None else precise(weights))
    sx, sb = prompts.covariances.as_matrices()
    rows = predictor["preconditioner"]
    w = matrix([[mpf(x) for x in row] for row in rows])
    a, at, p = w * sx, w.T * sx, sb * sx
    t, tau, sigma = prompts.covariances.trace, trace(a), trace(a, p)
    norm = trace(a, at)
    symmetric_square = (trace(a, a) + norm) / 2
    aa, aat, ata, atat = a * a, a * at, at * a, at * at
    inner = (trace(p, aa) + trace(p, aat) + trace(p, ata) + trace(p, atat)) / 4
    j1 = t * tau**2 + 2 * t * symmetric_square + 4 * tau * sigma + 8 * inner
    j2 = tau * sigma + (trace(p, ata) + trace(p, atat)) / 2 + (trace(p, aa) + trace(p, ata)) / 2
    j3 = trace(p, ata)
    own = t * norm + 2 * trace(p, ata)
    linear = v.alpha * (t * tau + 2 * sigma) + v.rest * sigma
    square = v.j1 * j1 + v.j2 * j2 + v.j3 * j3 + v.own * own
    square += v.noise_alpha * (tau**2 + 2 * symmetric_square) + v.noise_rest * norm
    return 2 * linear - square


GAINS = {
    "attention": gain_of_attention,
    "weighted": gain_of_weighted,
    "h3": gain_of_h3,
    "given": gain_of_given,
}
