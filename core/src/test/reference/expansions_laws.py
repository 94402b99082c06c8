#!/usr/bin/env python3
"""Checks the moments behind the references of other laws exactly, on prompts of one to three features.

    python3 core/src/test/reference/expansions_laws.py

As expansions.py: labels and predictions are polynomials in independent standard normals with rational coefficients, and
the mean of the squared error is a rational number. Here it is compared, to 60 digits, with what the reference modules
compute: second_moments.py, sequences.py, prompted.py, layers.py. Fails if one differs.
"""

import random
import sys
from fractions import Fraction

from mpmath import matrix, mp, mpf

from expansions import ZERO, Polynomial, dot, moment, normal, product
from layers import LayerLaw
from prompted import Groups
from second_moments import second_moments
from sequences import Correlated, solve_semidefinite

draws = random.Random("expansions_laws")


def number():
    return Fraction(draws.randint(-4, 4), draws.choice((1, 2, 3)))


def numbers(count):
    return [number() for _ in range(count)]


def table(rows, columns):
    return [numbers(columns) for _ in range(rows)]


def gram(rows):
    return [[sum(a * b for a, b in zip(u, v)) for v in rows] for u in rows]


def real(value):
    """A fraction, or a nest of lists of fractions, as precise numbers."""
    return [real(v) for v in value] if isinstance(value, list) else mpf(value.numerator) / value.denominator


def same(exact, value):
    return abs(real(exact) - value) < mpf(10) ** -60 * (1 + abs(value))


# --- prompts as polynomials --------------------------------------------------------------------------------------------


def mixed(factors, name, count):
    """Vectors F g of `count` examples and a query, g standard normal."""
    d = len(factors)
    return [[sum((normal(name, i, k) * factors[j][k] for k in range(d)), ZERO) for j in range(d)] for i in range(count + 1)]


def task(mean, factors):
    d = len(mean)
    return [Polynomial({(): mean[j]}) + sum((normal("b", k) * factors[j][k] for k in range(d)), ZERO) for j in range(d)]


def labels(x, beta, noise):
    return [dot(beta, u) + normal("noise", i) * noise for i, u in enumerate(x)]


def times(rows, vector):
    return [sum((v * c for v, c in zip(vector, row)), ZERO) for row in rows]


def total(vectors):
    return [sum(column, ZERO) for column in zip(*vectors)]


def scaled(vector, factor):
    return [v * factor for v in vector]


def minus(left, right):
    return [a + b * -1 for a, b in zip(left, right)]


def squared_error(x, y, estimate, mean=Polynomial.mean):
    error = y[-1] + dot(x[-1], estimate) * -1
    return mean(error * error)


# --- the checks ----------------------------------------------------------------------------------------------------------


def feature_law(d, n):
    """Spherically symmetric features: a product of 2k coordinates of one example has its Gaussian mean times a factor of k."""
    name, k4 = draws.choice((("sphere", Fraction(d, d + 2)), ({"student": 5}, Fraction(3)), ({"student": 9}, Fraction(7, 5))))
    noise, w, v = number(), numbers(n), table(d, d)
    f, b = table(d, d), table(d, d)

    def mean(polynomial):
        value = Fraction(0)
        for powers, coefficient in polynomial.terms.items():
            degrees = {}
            for name, power in powers:
                coefficient = coefficient * moment(power)
                if name[0] == "x":
                    degrees[name[1]] = degrees.get(name[1], 0) + power
            value += coefficient * product(k4 for degree in degrees.values() if degree == 4)
        return value

    x = mixed(f, "x", n)
    y = labels(x, task([Fraction(0)] * d, b), noise)
    h = total([scaled(x[i], y[i] * w[i]) for i in range(n)])
    design = {"kind": "iid", "dim": d, "length": n, "noise_variance": real(noise**2), "feature_law": name,
              "feature_covariance": {"matrix": real(gram(f))}, "task_covariance": {"matrix": real(gram(b))}}
    law = second_moments(design, real(w))
    return same(squared_error(x, y, times(v, h), mean), law.zero - law.gain(matrix(real(v))))


ROTATIONS = ((3, 4, 5), (4, -3, 5), (5, 12, 13), (0, 1, 1), (1, 0, 1), (-8, 15, 17))


def correlated_rows(count):
    """Unit vectors, shape (count, 3): rows of a factor of C."""
    rows = []
    for _ in range(count):
        (a, b, c), (p, q, r) = draws.choice(ROTATIONS), draws.choice(ROTATIONS)
        rows.append([Fraction(a, c), Fraction(b, c) * Fraction(p, r), Fraction(b, c) * Fraction(q, r)])
    return rows


def sequence(d, n, query):
    """Examples (and the query) mix three vectors of features."""
    rows, noise, w, v, b, f = correlated_rows(n + 1), number(), numbers(n), table(d, d), table(d, d), table(d, d)
    parts = mixed(f, "x", 2)
    x = [total([scaled(parts[k], rows[i][k]) for k in range(3)]) for i in range(n + 1)]
    if query == "independent":
        x[n] = mixed(f, "q", 0)[0]
    y = labels(x, task([Fraction(0)] * d, b), noise)
    h = total([scaled(x[i], y[i] * w[i]) for i in range(n)])
    design = {"kind": "sequence", "dim": d, "length": n, "noise_variance": real(noise**2), "query": query,
              "feature_correlation": {"matrix": real(gram(rows))},
              "feature_covariance": {"matrix": real(gram(f))}, "task_covariance": {"matrix": real(gram(b))}}
    exact = squared_error(x, y, times(v, h))
    if query == "independent":
        law = second_moments(design, real(w))
        return same(exact, law.zero - law.gain(matrix(real(v))))
    law = Correlated(design)
    return same(exact, law.zero_risk() - law.gain(matrix(real(v)), real(w)))


def pairing(d, n):
    """The optima that pairings give are the minima of the form for any V."""
    rows, noise = correlated_rows(n + 1), number()
    law = {"kind": "sequence", "dim": d, "length": n, "noise_variance": real(noise**2), "query": "correlated",
           "feature_correlation": {"matrix": real(gram(rows))}}
    isotropic = Correlated(law)
    r, w = draws.randint(1, d), [abs(v) + 1 for v in numbers(n)]
    e, square = isotropic.projected(r)
    values = matrix(real(w))
    one = mp.diag([mpf(j < r) for j in range(d)])
    holds = abs(isotropic.gain(one, real(w)) - 2 * (values.T * e)[0] + (values.T * square * values)[0]) < mpf(10) ** -60
    spectrum = [draws.randint(1, 9) / 4 for _ in range(d)]
    anisotropic = Correlated({**law, "task_covariance": {"diagonal": sorted(spectrum, reverse=True)}})
    p, q = anisotropic.directions(real(w))
    omega = solve_semidefinite(q, p)
    best = anisotropic.gain(mp.diag(list(omega)), real(w))
    holds = holds and abs(best - (p.T * omega)[0]) < mpf(10) ** -60
    moved = mp.diag(list(omega)) + mpf("1e-3") * matrix(real(table(d, d)))
    return holds and anisotropic.gain(moved, real(w)) <= best


def groups_of(d, count):
    weights = [draws.randint(1, 4) for _ in range(count)]
    weights = [Fraction(w, sum(weights)) for w in weights]
    return [(w, numbers(d), table(d, d)) for w in weights]


def grouped(d, n, noise, f, groups):
    return {"kind": "iid", "dim": d, "length": n, "noise_variance": real(noise**2),
            "feature_covariance": {"matrix": real(gram(f))},
            "task_groups": [{"weight": real(w), "mean": real(m), "covariance": {"matrix": real(gram(b))}} for w, m, b in groups]}


def prompts(d, n, centred):
    """Any W and offsets."""
    noise, f, groups, w = number(), table(d, d), groups_of(d, 2), table(d, d)
    offsets = table(2, d)
    x = mixed(f, "x", n)
    exact = Fraction(0)
    for k, (weight, mean, b) in enumerate(groups):
        y = labels(x, task(mean, b), noise)
        known = [dot(u, [Polynomial({(): m}) for m in mean]) for u in x] if centred else [ZERO] * (n + 1)
        h = total([scaled(x[i], y[i] + known[i] * -1) for i in range(n)])
        estimate = [u + Polynomial({(): c}) for u, c in zip(times(w, h), offsets[k])]
        exact += weight * squared_error(x, minus(y, known), estimate)
    fit = matrix(real([[*w[j], offsets[0][j], offsets[1][j]] for j in range(d)]))
    return same(exact, Groups(grouped(d, n, noise, f, groups), centred).risk(fit))


def layer(d, n):
    """Any (A, p) and label vector (u, z): phi = (X'v, y'v), v = X u + z y."""
    noise, f, groups = number(), table(d, d), groups_of(d, 2)
    a, u, z = table(d, d + 1), numbers(d), number()
    x = mixed(f, "x", n)
    exact = Fraction(0)
    for weight, mean, b in groups:
        y = labels(x, task(mean, b), noise)
        v = [dot(x[i], [Polynomial({(): c}) for c in u]) + y[i] * z for i in range(n)]
        phi = total([[*scaled(x[i], v[i]), y[i] * v[i]] for i in range(n)])
        exact += weight * squared_error(x, y, times(a, phi))
    law = LayerLaw(grouped(d, n, noise, f, groups))
    return same(exact, law.zero - law.gain_of(matrix(real(a)), matrix(real(u)), real(z)))


def along_axis(d, n):
    """Where the means lie on one axis, the layer with u = a e is the least value of a polynomial in four scalars."""
    noise, groups = abs(number()) + 1, []
    for weight in (Fraction(1, 3), Fraction(2, 3)):
        groups.append((weight, [number()] + [Fraction(0)] * (d - 1), [[Fraction(i == j) * 2 for j in range(d)] for i in range(d)]))
    one = [[Fraction(i == j) for j in range(d)] for i in range(d)]
    law = LayerLaw(grouped(d, n, noise, one, groups))
    m, s2, v = [real(g[1][0]) for g in groups], real(noise**2), mpf(4)
    w = [real(g[0]) for g in groups]
    over = lambda term: sum(p * term(x) for p, x in zip(w, m))
    r = (d - 1) * v
    b1, b2, tau = over(lambda x: x), over(lambda x: x * x + v), over(lambda x: x * x + v + r + s2)
    bt = over(lambda x: (x * x + v) * x + 2 * v * x + x * (r + s2))
    t2 = over(lambda x: (x * x + d * v + s2) ** 2 + 2 * d * v * v + 4 * v * x * x)
    a = real(number())

    def loss(v1, v2, g):
        c, cp = (v1 - g * a) * a, a * v2
        linear = v1 * n * b2 + v2 * n * r + g * n * bt + c * n * b1
        along = v1**2 * (n * (n + 1) * b2 + n * tau) + g**2 * n * (n + 2) * t2 + c**2 * n * (n + 2) + 2 * v1 * g * n * (n + 2) * bt
        along += 2 * v1 * c * n * (n + 2) * b1 + 2 * g * c * (n**2 * tau + 2 * n * b2)
        across = v2**2 * (n * (n + 1) * r + (d - 1) * n * tau) + cp**2 * (d - 1) * n + 2 * v2 * cp * (d - 1) * n * b1
        return tau - 2 * linear + along + across

    unit = [tuple(mpf(i == j) for j in range(3)) for i in range(3)]
    zero = loss(0, 0, 0)
    plus, less = [loss(*e) for e in unit], [loss(*(-x for x in e)) for e in unit]
    slope = matrix([(less[i] - plus[i]) / 4 for i in range(3)])
    q = matrix(3)
    for i in range(3):
        for j in range(3):
            q[i, j] = (loss(*(x + y for x, y in zip(unit[i], unit[j]))) - plus[i] - plus[j] + zero) / 2
    gain = (slope.T * solve_semidefinite(q, slope))[0]
    return abs(gain - law.gain_at(a * matrix([1] + [0] * (d - 1)), mpf(1))) < mpf(10) ** -60


CHECKS = {
    "feature law": (feature_law, ((1, 3), (2, 1), (2, 2), (3, 1))),
    "sequence, independent query": (lambda d, n: sequence(d, n, "independent"), ((1, 3), (2, 1), (2, 2), (3, 1))),
    "sequence, correlated query": (lambda d, n: sequence(d, n, "correlated"), ((1, 3), (2, 1), (2, 2))),
    "sequence, pairings": (pairing, ((1, 2), (2, 3), (3, 2))),
    "prompts": (lambda d, n: prompts(d, n, False), ((1, 3), (2, 1), (2, 2))),
    "prompts and heads": (lambda d, n: prompts(d, n, True), ((1, 3), (2, 1), (2, 2))),
    "whole layer": (layer, ((1, 3), (2, 1), (2, 2))),
    "whole layer, four scalars": (along_axis, ((2, 1), (2, 3), (3, 2), (5, 7))),
}


def main():
    failed = False
    for name, (check, sizes) in CHECKS.items():
        for d, n in sizes:
            holds = all(check(d, n) for _ in range(2))
            failed = failed or not holds
            print("holds" if holds else "FAILS", f"{name}, d = {d}, n = {n}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
