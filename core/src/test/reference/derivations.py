#!/usr/bin/env python3
"""Checks the identities of docs/formulas.md symbolically: what is evaluated equals what is derived.

    python3 core/src/test/reference/derivations.py

Needs sympy (made with 1.14). Prints a line for each identity and fails if one does not hold. The quadratic forms the
identities start from are checked by expansions.py.
"""

import sys

from sympy import Matrix, Poly, Rational, diag, expand, eye, limit, oo, ones, simplify, summation, symbols

n, d, r, s2, m = symbols("n d r s2 m", positive=True)
lam, M, kappa0, kappa, A, B = symbols("lambda M kappa0 kappa A B", positive=True)
nu, tau = symbols("nu tau", positive=True)
failures = []


def identity(name, left, right):
    holds = simplify(left - right) == 0
    print("holds" if holds else "FAILS", name)
    if not holds:
        failures.append(name)


def independent_data():
    identity("(1.3)", kappa0 * lam - kappa**2 * lam**2 / (A * lam + B),
             lam * ((kappa0 * A - kappa**2) * lam + kappa0 * B) / (A * lam + B))
    identity("(1.3), independent data", lam - n * lam**2 / ((n + 1) * lam + M), lam * (lam + M) / ((n + 1) * lam + M))
    identity("5, sum of m", summation(m, (m, 0, n)) / (n + 1), n / 2)
    identity("5, sum of m^2 + m", summation(m**2 + m, (m, 0, n)) / (n + 1), n * (n + 2) / 3)


alpha = symbols("alpha", positive=True)
b = 1 - alpha
p = alpha * (d + 1) + 1
e1 = alpha * ((n - 1) * (alpha * (d + 2) + 2) + d + 4 + s2)
e2 = b * ((n - 1) * b + d + 2 + s2)
N = (2 * (n - 1) * alpha**2 * (d + 2) + (d + 1) + alpha * ((d + 3) + b * (d + 1) ** 2)
     + s2 * (alpha * (d + 2) + b))
retrieval = d + s2 - n * d * p**2 / (e1 * (d + 2) + e2)


def isotropic_retrieval():
    identity("(6.3)", e1 * (d + 2) + e2 - n * p**2, N)
    identity("(6.2) at full rank", retrieval, s2 + d * N / (e1 * (d + 2) + e2))
    identity("(6.2) at a = 0", (d + s2 - n * r * p**2 / (e1 * (r + 2) + e2)).subs(alpha, 0), d + s2 - n * r / (n + 1 + d + s2))
    identity("6, floor", limit(retrieval, n, oo), s2 + 2 * d * alpha**2 * (d + 2) / (p**2 + 2 * alpha**2 * (d + 2)))
    paper = d + s2 - (1 + tau) * n * d / ((1 + tau) * n + d + s2)
    many = simplify((retrieval.subs(alpha, tau / d) - paper).subs(n, nu * d))
    identity("9, limit of the retrieval form", limit(many, d, oo),
             nu * (2 * tau**2 * nu - tau**2 + tau + 1) / (1 + nu * (1 + tau)) ** 2)


def sums_over_examples():
    names = symbols("Za Zb Y e w2b2 Na Nb")
    za, zb, y, e, w2b2, na, nb = names
    c1, c2, c3 = za**2 + y, 2 * (za * zb - y), zb**2 - w2b2
    return names, (c1, c2, c3, e, na, nb)


def ranked_retrieval():
    ai, aj = symbols("alpha_i alpha_j")
    bi, bj = 1 - ai, 1 - aj
    j1, j2, j3 = d * r**2 + 2 * d * r + 4 * r**2 + 8 * r, r * r + 2 * r, r  # (6.1) at a projector of rank r
    pair = (ai * aj * j1 + (ai * bj + bi * aj) * j2 + bi * bj * j3) / r
    two = (r + 2) * (d + 4) * ai * aj + (r + 2) * (ai * bj + bi * aj) + bi * bj
    identity("(6.4), pairs", pair, two)
    single = (ai * j1 + bi * (d * r + 2 * j3) + s2 * (ai * (r**2 + 2 * r) + bi * r)) / r
    own = ai * bi * (r + 2) * (d + 2) + bi * (d + 2 - bi) + s2 * ((r + 2) * ai + bi)
    identity("(6.4), single examples", single, two.subs(aj, ai) + own)
    J1, J2, J3, alone = symbols("J1 J2 J3 alone")
    identity("6, single examples of joint weights", ai * J1 + bi * alone - (ai**2 * J1 + 2 * ai * bi * J2 + bi**2 * J3),
             ai * bi * (J1 - 2 * J2) + bi * (alone - bi * J3))


def two_unknowns():
    own = diag(2, Rational(1, 3), 1, 5)
    u = Matrix(4, 2, [1, 2, -3, 1, 0, 4, 2, Rational(1, 2)])
    c, v = Matrix([[7, 1], [1, 2]]), Matrix([3, -2])
    y = (own + u * c * u.T).solve(u * v)
    s = u.T * own.inv() * u
    z = (eye(2) + s * c).inv() * s * v
    identity("(6.5), value", (y.T * u * v)[0], (v.T * z)[0])
    identity("(6.5), argument", sum(y - own.inv() * u * (v - c * z)), 0)


def anisotropic_retrieval():
    (za, zb, _, _, w2b2, _, _), (c1, c2, c3, e, na, nb) = sums_over_examples()
    omega, spectrum = Matrix(symbols("o0:3")), Matrix(symbols("l0:3"))
    trace, total, linear = sum(spectrum), sum(omega), (omega.T * spectrum)[0]
    squares, curved = (omega.T * omega)[0], sum(o * o * x for o, x in zip(omega, spectrum))
    j1 = trace * total**2 + 2 * trace * squares + 4 * total * linear + 8 * curved
    j2 = total * linear + 2 * curved
    form = (c1 * j1 + c2 * j2 + c3 * curved + e * (trace * squares + 2 * curved)
            + na * (total**2 + 2 * squares) + nb * squares)
    own = diag(*[(2 * c1 + e) * trace + 2 * na + nb + (8 * c1 + 2 * c2 + c3 + 2 * e) * x for x in spectrum])
    one = ones(3, 1)
    q = own + (c1 * trace + na) * one * one.T + (4 * c1 + c2) / 2 * (one * spectrum.T + spectrum * one.T)
    identity("(6.6)", expand(form - (omega.T * q * omega)[0]), 0)
    y = symbols("Y")
    identity("6, D_j is positive", 8 * c1 + 2 * c2 + c3 + 2 * e, (2 * za + zb) ** 2 + 4 * za**2 + 4 * y - w2b2 + 2 * e)


def chi_squared(k, polynomial):
    """The mean of a polynomial in B = |beta|^2 ~ chi^2_k."""
    total = 0
    for (power,), coefficient in Poly(expand(polynomial), BETA).terms():
        moment = 1
        for i in range(power):
            moment *= k + 2 * i
        total += coefficient * moment
    return expand(total)


BETA, t, s1, q, noise = symbols("B t s1 q N", positive=True)


def alignment():
    gamma2 = 1 / (t * d + 1)
    u = 1 + t * BETA
    phi = q * gamma2 * BETA * u + noise
    psi = s1**2 * gamma2 * u**2 + q * gamma2 * (1 + 3 * t * BETA) + noise * t
    identity("(7.2)", psi, (s1**2 - q) * gamma2 * u**2
             + q * gamma2 * (t * BETA * u + 2 + 4 * t * BETA) + noise * t)
    x = s1 * gamma2 * chi_squared(d + 2, u**2)
    f1 = t * chi_squared(d + 4, psi)
    identity("7, absorbing powers", f1, t * chi_squared(d, psi * BETA**2) / (d * (d + 2)))
    e = 2 * f1 + chi_squared(d, phi) + t * chi_squared(d + 2, phi) + chi_squared(d + 2, psi)
    p0, p1, p2 = (gamma2 * d * chi_squared(d + 2, u ** (k + 1)) for k in range(3))
    v1 = q * gamma2 * d * ((d + 1) * chi_squared(d + 2, u) + 4 * t * (d + 2) * (1 + t * (d + 4))) + noise * d * (
        1 + 2 * t + t**2 * (d + 2))
    identity("7, cross term", d * x, s1 * p1)
    identity("7, V_1", d * (f1 * d + e), s1**2 * p2 + v1)
    identity("7, spread of u", p0 * p2 - p1**2,
             2 * gamma2**2 * d**2 * t**2 * (d + 2) * (1 + 2 * t * (d + 4) + t**2 * (d + 2) * (d + 4)))
    risk = p0 + s2 - d * x**2 / (f1 * d + e)
    identity("(7.3)", risk, s2 + (s1**2 * (p0 * p2 - p1**2) + p0 * v1) / (s1**2 * p2 + v1))
    many = simplify(risk.subs({noise: n * s2, s1: n, q: n}).subs({t: tau / d, n: nu * d}))
    k = 1 + tau
    identity("9, leading order of alignment", limit(simplify(many / d), d, oo), 1 - k**2 * nu / (k**2 * nu + 1))
    paper = (d + s2 - k * n * d / (k * n + (d + s2) / k)).subs(n, nu * d)
    identity("9, floor of alignment", limit(limit(simplify(many - paper), d, oo), nu, oo), 2 * tau**2 / (1 + tau) ** 2)


def invariant_designs():
    x, f1, e, best, frozen = symbols("X F1 E c c0", positive=True)
    full, low = f1 * d + e, f1 * r + e
    identity("(8.2)", M - r * x**2 / low, M - d * x**2 / full + x**2 * (d - r) * e / (full * low))
    identity("(8.3)", (r * x**2 / low).subs(r, d * e / (d * f1 + 2 * e)), d * x**2 / full / 2)
    gap = best - frozen
    identity("(8.5)", d * full * gap**2 - r * (full * gap) ** 2 / low, full * gap**2 * (d - r) * e / low)


if __name__ == "__main__":
    for section in (independent_data, isotropic_retrieval, ranked_retrieval, two_unknowns, anisotropic_retrieval, alignment,
                    invariant_designs):
        section()
    sys.exit(1 if failures else 0)
