#!/usr/bin/env python3
"""Checks the quadratic forms (4.1), (6.1) and (7.2) of docs/formulas.md exactly, on prompts of two or three features.

    python3 core/src/test/reference/expansions.py

Every label and prediction is written as a polynomial in independent standard normals with rational coefficients; the mean
of the squared error is then a rational number, to be equal to the form. Fails if one is not.
"""

import random
import sys
from collections import defaultdict
from fractions import Fraction

draws = random.Random("expansions")


class Polynomial:
    """In independent standard normals: {((name, power), ...): coefficient}."""

    def __init__(self, terms):
        self.terms = terms

    def __add__(self, other):
        total = defaultdict(Fraction, self.terms)
        for powers, coefficient in other.terms.items():
            total[powers] += coefficient
        return Polynomial(total)

    def __mul__(self, other):
        if not isinstance(other, Polynomial):
            return Polynomial({powers: c * other for powers, c in self.terms.items() if other})
        total = defaultdict(Fraction)
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                powers = dict(left)
                for name, power in right:
                    powers[name] = powers.get(name, 0) + power
                total[tuple(sorted(powers.items()))] += a * b
        return Polynomial(total)

    def mean(self):
        return sum(c * product(moment(power) for _, power in powers) for powers, c in self.terms.items())


ZERO = Polynomial({})


def normal(*name):
    return Polynomial({((name, 1),): Fraction(1)})


def moment(power):
    """E z^power of a standard normal."""
    return 0 if power % 2 else product(range(1, power, 2))


def product(factors):
    total = Fraction(1)
    for factor in factors:
        total *= factor
    return total


def dot(left, right):
    return sum((a * b for a, b in zip(left, right)), ZERO)


def risk(x, y, w, preconditioner):
    """E (y - x' W X'(w o y))^2; the query comes last in x and y."""
    query, n = x[-1], len(w)
    pulled = [dot(query, column) for column in zip(*preconditioner)]  # W' x
    error = y[-1] + sum((dot(pulled, x[i]) * y[i] * -w[i] for i in range(n)), ZERO)
    return (error * error).mean()


def number():
    return Fraction(draws.randint(-4, 4), draws.choice((1, 2, 3)))


def numbers(count):
    return [number() for _ in range(count)]


def matrix(rows, columns):
    return [numbers(columns) for _ in range(rows)]


def times(a, b):
    return [[sum(p * q for p, q in zip(row, column)) for column in zip(*b)] for row in a]


def transposed(a):
    return [list(row) for row in zip(*a)]


def trace(*factors):
    total = factors[0]
    for factor in factors[1:]:
        total = times(total, factor)
    return sum(total[i][i] for i in range(len(total)))


def diagonal(values):
    return [[v if i == j else Fraction(0) for j in range(len(values))] for i, v in enumerate(values)]


def combined(a, left, b, right):
    return [[a * p + b * q for p, q in zip(*rows)] for rows in zip(left, right)]


def drift(d, n):
    """(4.1), and (1.4) for the same numbers. Tasks mix two factors, so K has rank 2."""
    deviation, mixture, noise = numbers(d), matrix(n + 1, 2), numbers(n + 1)
    v, w = matrix(d, d), numbers(n)
    x = [[normal("x", i, j) for j in range(d)] for i in range(n + 1)]
    y = [sum((normal("b", j, f) * x[i][j] * (mixture[i][f] * deviation[j]) for j in range(d) for f in range(2)),
             normal("noise", i) * noise[i]) for i in range(n + 1)]
    k = times(mixture, transposed(mixture))
    sigma, t = diagonal([s * s for s in deviation]), sum(s * s for s in deviation)
    k0, kappa = k[n][n], sum(k[i][n] * w[i] for i in range(n))
    a = sum(w[i] * w[j] * k[i][j] * (1 + (i == j)) for i in range(n) for j in range(n))
    b = sum(w[i] ** 2 * (k[i][i] * t + noise[i] ** 2) for i in range(n))
    one = diagonal([Fraction(1)] * d)
    form = (noise[n] ** 2 + k0 * t - 2 * kappa * trace(v, sigma)
            + trace(v, combined(a, sigma, b, one), transposed(v)))
    left = combined(1, one, -kappa / k0, v) if k0 else one
    squares = (noise[n] ** 2 + k0 * trace(left, sigma, transposed(left))
               + trace(v, combined(a - (kappa**2 / k0 if k0 else 0), sigma, b, one), transposed(v)))
    return risk(x, y, w, v) == form == squares


def retrieval(d, n):
    """(6.1)."""
    angles = [draws.choice(((3, 4, 5), (4, 3, 5), (5, 12, 13), (0, 1, 1), (1, 0, 1))) for _ in range(n)]
    deviation, noise, v, w = numbers(d), numbers(n + 1), matrix(d, d), numbers(n)
    query = [normal("x", j) for j in range(d)]
    x = [[query[j] * Fraction(a, c) + normal("g", i, j) * Fraction(b, c) for j in range(d)]
         for i, (a, b, c) in enumerate(angles)] + [query]
    beta = [normal("b", j) * deviation[j] for j in range(d)]
    y = [dot(beta, x[i]) + normal("noise", i) * noise[i] for i in range(n + 1)]
    alpha = [Fraction(a * a, c * c) for a, _, c in angles]
    sigma, s = diagonal([x * x for x in deviation]), combined(Fraction(1, 2), v, Fraction(1, 2), transposed(v))
    t, tau, s_sigma, norm = trace(sigma), trace(v), trace(s, sigma), trace(v, transposed(v))

    def over(term):
        return sum(term(w[i], alpha[i], 1 - alpha[i], noise[i] ** 2) for i in range(n))

    za, zb, mixed = over(lambda w, a, b, e: w * a), over(lambda w, a, b, e: w * b), over(lambda w, a, b, e: w * w * a * b)
    j3 = trace(v, sigma, transposed(v))
    j1 = t * tau**2 + 2 * t * trace(s, s) + 4 * tau * s_sigma + 8 * trace(sigma, s, s)
    j2 = tau * s_sigma + 2 * trace(s, sigma, transposed(v))
    form = (t + noise[n] ** 2 - 2 * (za * (t * tau + 2 * s_sigma) + zb * s_sigma)
            + (za**2 + mixed) * j1 + 2 * (za * zb - mixed) * j2 + (zb**2 - over(lambda w, a, b, e: (w * b) ** 2)) * j3
            + over(lambda w, a, b, e: w * w * b) * (t * norm + 2 * j3)
            + over(lambda w, a, b, e: w * w * e * a) * (tau**2 + 2 * trace(s, s))
            + over(lambda w, a, b, e: w * w * e * b) * norm)
    return risk(x, y, w, v) == form


def aligned(d, n):
    """(7.1) and (7.2) in (8.1). Labels are divided by gamma, which may be irrational; gamma^2 is not."""
    a = draws.choice((Fraction(0), Fraction(1, 2), Fraction(3, 5), Fraction(1)))
    t, gamma2 = a * a, 1 / (a * a * d + 1)
    noise, v, w = numbers(n + 1), matrix(d, d), numbers(n)
    beta = [normal("b", j) for j in range(d)]
    x = [[beta[j] * a + normal("g", i, j) for j in range(d)] for i in range(n + 1)]
    y = [dot(beta, x[i]) + normal("noise", i) * noise[i] for i in range(n + 1)]
    s1, q = sum(w), sum(u * u for u in w)
    label = sum(u * u * e * e for u, e in zip(w, noise)) * gamma2

    def mean(k, *coefficients):
        return sum(c * product(k + 2 * i for i in range(power)) for power, c in enumerate(coefficients))

    phi = (label, q * gamma2, q * gamma2 * t)
    psi = (s1**2 * gamma2 + q * gamma2 + label * t, 2 * s1**2 * gamma2 * t + 3 * q * gamma2 * t, s1**2 * gamma2 * t * t)
    cross = s1 * gamma2 * mean(d + 2, 1, 2 * t, t * t)
    f1 = t * mean(d + 4, *psi)
    f2 = f1 + mean(d, *phi) + t * mean(d + 2, *phi) + mean(d + 2, *psi)
    form = (gamma2 * d * mean(d + 2, 1, t) + noise[n] ** 2 * gamma2 - 2 * cross * trace(v)
            + f1 * trace(v) ** 2 + f2 * trace(v, transposed(v)) + f1 * trace(v, v))
    return gamma2 * risk(x, y, w, v) == form


def main():
    failed = False
    for design in (drift, retrieval, aligned):
        for d, n in ((1, 3), (2, 1), (2, 2), (2, 3), (3, 2)):
            holds = all(design(d, n) for _ in range(3))
            failed = failed or not holds
            print("holds" if holds else "FAILS", design.__name__, f"d = {d}, n = {n}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
