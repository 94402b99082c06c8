"""Risks of the isotropic aligned design (docs/formulas.md, section 7): polynomials in chi-square variables, averaged term by term.

Given beta: h has mean s1 gamma (1 + a^2 b) beta and second moment phi I + psi beta beta', b = |beta|^2 (7.2). For a projector
P on r coordinates everything depends on beta through b and c = beta'P beta, and c, b - c are independent chi-squares.
"""

from mpmath import matrix, mp, mpf

from independent import profile
from precise import precise, trace


def rising(d, k):
    """E (chi^2_d)^k."""
    product = mpf(1)
    for i in range(k):
        product *= d + 2 * i
    return product


def times(p, q):
    result = [mpf(0)] * (len(p) + len(q) - 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q):
            result[i + j] += x * y
    return result


def plus(*polynomials):
    return [sum((p[i] for p in polynomials if i < len(p)), mpf(0)) for i in range(max(map(len, polynomials)))]


class Aligned:
    def __init__(self, design, weights=None):
        noise = design.get("noise_variance", 0.0)
        n = design["length"]
        self.d = design["dim"]
        self.a2 = mpf(design["alpha"]) ** 2
        self.gamma2 = 1 / (self.a2 * self.d + 1)
        self.query_noise = mpf(noise[-1] if isinstance(noise, list) else noise)
        if isinstance(noise, list) or weights is not None:
            w = weights if weights is not None else [mpf(1)] * n
            s = profile(noise, n + 1)
            sums = sum(w, mpf(0)), sum((v * v for v in w), mpf(0)), sum((v * v * x for v, x in zip(w, s)), mpf(0))
        else:
            sums = mpf(n), mpf(n), n * mpf(noise)
        self.moments(*sums)

    def moments(self, s1, q, noise):
        """phi, psi and the cross term as polynomials in b."""
        a2, g2 = self.a2, self.gamma2
        lean = [mpf(1), a2]  # 1 + a^2 b
        power = [mpf(0), g2, g2 * a2]  # gamma^2 (a^2 b^2 + b)
        self.cross = [s1 * g2 * v for v in times(lean, lean)]
        self.phi = plus([q * v for v in power], [noise])
        self.psi = plus(
            [(s1 * s1 - q) * g2 * v for v in times(lean, lean)],
            [q * a2 * v for v in power],
            [q * g2 * 2, q * g2 * 4 * a2],
            [noise * a2],
        )

    def zero_risk(self):
        # E gamma^2 beta'(I + a^2 beta beta')beta + noise
        return self.gamma2 * (rising(self.d, 1) + self.a2 * rising(self.d, 2)) + self.query_noise

    def mean(self, polynomial, r=0, k=0):
        """E polynomial(b) c^k, c the square of beta on r coordinates."""
        total = mpf(0)
        for degree, value in enumerate(polynomial):
            if value != 0:  # b^degree = sum of binomials c^i (b - c)^(degree - i)
                total += value * sum(
                    mp.binomial(degree, i) * rising(r, i + k) * rising(self.d - r, degree - i) for i in range(degree + 1)
                )
        return total

    def projector(self, r):
        """(linear, square): L = M - 2 c linear + c^2 square at W = c P_r."""
        linear = self.mean(self.cross, r, 1)
        square = r * self.mean(self.phi) + self.a2 * self.mean(self.phi, r, 1)
        square += self.mean(self.psi, r, 1) + self.a2 * self.mean(self.psi, r, 2)
        return linear, square

    def two_levels(self, r, upper, lower):
        """Gain at W = diag(upper on r coordinates, lower on the rest)."""
        full = lambda polynomial, k: self.mean([mpf(0)] * k + list(polynomial))  # E polynomial b^k
        mixed = lambda polynomial: self.mean([mpf(0)] + list(polynomial), r, 1)  # E polynomial b c
        # x'Wh and W(phi I + psi beta beta')W with beta'W beta = lower b + (upper - lower) c and so on
        step = upper - lower
        linear = lower * full(self.cross, 1) + step * self.mean(self.cross, r, 1)
        norm = r * upper**2 + (self.d - r) * lower**2
        squares = lambda p: lower**2 * full(p, 1) + (upper**2 - lower**2) * self.mean(p, r, 1)
        form = lower**2 * full(self.psi, 2) + 2 * lower * step * mixed(self.psi) + step**2 * self.mean(self.psi, r, 2)
        square = norm * self.mean(self.phi) + self.a2 * squares(self.phi) + squares(self.psi) + self.a2 * form
        return 2 * linear - square


def gain(design, predictor):
    kind, rank = predictor["kind"], predictor.get("rank")
    weights = precise(predictor["weights"]) if "weights" in predictor else None
    if kind == "h3" and isinstance(design.get("noise_variance"), list):
        return gain_of_h3(design, design["dim"] if rank is None else rank)
    prompts = Aligned(design, weights)
    if kind == "given":
        return prompts.zero_risk(), gain_of_given(prompts, predictor["preconditioner"])
    linear, square = prompts.projector(prompts.d if rank is None else rank)
    return prompts.zero_risk(), (linear**2 / square if linear != 0 else mpf(0))


def gain_of_h3(design, r):
    """Noise by position: L = M - 2 X s1 + B s1^2 + sum w_i^2 (C - B + s_i^2 N) at W = P_r, least at w_i ~ 1 / (C - B + s_i^2 N)."""
    prompts = Aligned(design)
    if r == 0 or design["length"] == 0:
        return prompts.zero_risk(), mpf(0)
    forms = {}
    for name, sums in {"single": (1, 1, 0), "pair": (1, 0, 0), "noise": (0, 0, 1)}.items():
        prompts.moments(*map(mpf, sums))
        forms[name] = prompts.projector(r)
    x, b = forms["pair"]
    own = forms["single"][1] - b
    weight = sum(1 / (own + s * forms["noise"][1]) for s in precise(design["noise_variance"][:-1]))
    return prompts.zero_risk(), x * x * weight / (1 + b * weight)


def gain_of_given(prompts, rows):
    """Averages over the direction of beta: beta'W beta has mean b tau / d and mean square b^2 (tau^2 + |W|^2 + tr W^2) / (d (d + 2))."""
    w = matrix([[mpf(x) for x in row] for row in rows])
    d, tau, norm = prompts.d, trace(w), trace(w, w.T)
    at = lambda polynomial, k: prompts.mean([mpf(0)] * k + list(polynomial))
    form = (tau**2 + norm + trace(w, w)) / (d * (d + 2))
    square = norm * (at(prompts.phi, 0) + prompts.a2 * at(prompts.phi, 1) / d + at(prompts.psi, 1) / d)
    square += prompts.a2 * at(prompts.psi, 2) * form
    return 2 * at(prompts.cross, 1) * tau / d - square
