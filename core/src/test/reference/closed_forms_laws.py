#!/usr/bin/env python3
"""Checks the closed forms of docs/formulas.md, sections 15 to 21, against the quadratic forms that the references minimise.

    python3 core/src/test/reference/closed_forms_laws.py

Random laws, 60 digits. The quadratic forms themselves are checked by expansions_laws.py. Fails if one closed form differs.
"""

import random
import sys

from mpmath import matrix, mp, mpf

from exact import answer
from layers import LayerLaw
from precise import trace
from second_moments import correlation
from sequences import Correlated
from task_laws import TaskLaw

draws = random.Random("closed_forms_laws")


def dyadic(low=-8, high=8):
    return draws.randint(low, high) / 4


def same(left, right):
    return abs(left - right) < mpf(10) ** -60 * (1 + abs(right))


def iid(d, n, s2, **more):
    return {"kind": "iid", "dim": d, "length": n, "noise_variance": s2, **more}


def risk(design, predictor="attention", train=None, **more):
    question = {"design": design, "predictor": {"kind": predictor, **more}, **({"trained_on": train} if train else {})}
    return answer(question)[0]


def other_length():
    """(15.3)."""
    d, n, m, s2, lam = draws.randint(1, 6), draws.randint(1, 30), draws.randint(1, 30), dyadic(0), dyadic(1)
    rho = d + mpf(s2) / lam
    law = lambda length: iid(d, length, s2, task_covariance={"diagonal": [lam] * d})
    for name, f in (("mean", mpf(n) / m), ("sum", mpf(1))):
        omega = f / (n + 1 + rho)
        form = s2 + d * lam * ((1 - m * omega) ** 2 + m * omega**2 * (1 + rho))
        if not same(form, risk(law(m), train=law(n), normalisation=name)):
            return False
    return True


def subspaces():
    """(15.5), trained on several blocks, and the forms for one subspace and for equal weights."""
    r, count, n, m = draws.randint(1, 3), draws.randint(2, 3), draws.randint(1, 30), draws.randint(1, 30)
    d, s2, lam, angle = r * count + 1, dyadic(0), dyadic(1), draws.choice((0, 20, 45, 90))
    weights = [0.5, 0.25, 0.25] if count == 3 else [0.75, 0.25]
    tasks = {"subspaces": {"rank": r, "count": count, "weights": weights, "variance": lam}}
    test = iid(d, m, s2, task_covariance={"subspace": {"rank": r, "angle": angle, "variance": lam}})
    rho, c = r + mpf(s2) / lam, mp.cospi(mpf(angle) / 180) ** 2
    squares = [c, 1 - c] + [mpf(0)] * (count - 2)
    omega = [mpf(n) / m / (n + 1 + rho / w) for w in weights]
    form = s2 + lam * r * sum(q * (1 - m * o) ** 2 + m * o * o * (q + rho) for q, o in zip(squares, omega))
    holds = same(form, risk(test, train=iid(d, n, s2, task_covariance=tasks)))
    one = 1 / (n + 1 + rho)
    at = lambda length, t: iid(d, length, s2, task_covariance={"subspace": {"rank": r, "angle": t, "variance": lam}})
    form = s2 + lam * r * ((1 + rho) * one + n * one * (2 - (n + 1) * one) * (1 - c))
    holds = holds and same(form, risk(at(n, angle), train=at(n, 0)))
    equal = iid(d, n, s2, task_covariance={"subspaces": {"rank": r, "count": 2, "variance": lam}})
    form = s2 + lam * r * (1 + 2 * rho) / (n + 1 + 2 * rho)
    return holds and same(form, risk(at(n, angle), train=equal))


def groups(d, count=2):
    weights = {1: [1.0], 2: [0.375, 0.625]}[count]

    def covariance():
        b = [[dyadic() for _ in range(d)] for _ in range(d)]
        return {"matrix": [[sum(x * y for x, y in zip(u, v)) for v in b] for u in b]}

    return [{"weight": w, "mean": [dyadic() for _ in range(d)], "covariance": covariance()} for w in weights]


def prompts():
    """(16.1) at (16.2)."""
    d, n, s2 = draws.randint(1, 3), draws.randint(1, 20), dyadic(1)
    design = iid(d, n, s2, task_groups=groups(d))
    law = TaskLaw(design)
    inner, r, between, one = law.within, law.second, law.between, mp.eye(d)
    m, m_bar = trace(r) + s2, trace(inner) + s2
    plain = r * mp.inverse((n + 1) * r + m * one)
    joint = inner * mp.inverse((n + 1) * inner + between + m * one)
    decoupled = inner * mp.inverse((n + 1) * inner + m_bar * one)

    def form(w, bias, noise):
        rest = one - n * w
        return s2 + trace(rest, bias, rest.T) + n * trace(w, noise, w.T)

    values = {
        "plain": form(plain, r, r + m * one),
        "tuned": form(plain, inner, r + m * one),
        "joint": form(joint, inner, r + m * one),
        "decoupled": form(decoupled, inner, inner + m_bar * one),
    }
    return all(same(value, risk(design, "prompted", strategy=name)) for name, value in values.items())


def layers():
    """(17.3), (17.6) and (18.2) in whitened coordinates."""
    d, n, s2 = draws.randint(1, 4), draws.randint(1, 20), dyadic(1)
    design = iid(d, n, s2, task_groups=groups(d))
    law = LayerLaw(design)
    m, r, q, tau = law.m, law.r, law.q, law.zero
    u, z = matrix([dyadic() for _ in range(d)]), mpf(dyadic())
    um, uu, ru, uq = (u.T * m)[0], (u.T * u)[0], r * u, (u.T * q)[0]
    theta = uu + 2 * z * um + z * z * tau
    g11 = (n + 1) * (u * u.T + z * (u * m.T + m * u.T) + z * z * r) + theta * mp.eye(d)
    g12 = (n + 1) * ((z * tau + um) * u + z * (z * q + ru)) + uu * m + 2 * z * ru + z * z * q
    g22 = (n + 1) * (z * z * law.omega + 2 * z * uq + (u.T * ru)[0]) + uu * tau + 2 * z * uq + z * z * law.omega
    gram, cross = law.regression(u, z)
    holds = all(same(n * g11[i, j], gram[i, j]) for i in range(d) for j in range(d)) and same(n * g22, gram[d, d])
    holds = holds and all(same(n * g12[i], gram[i, d]) and same(n * (z * q + ru)[i], cross[i, d]) for i in range(d))
    if uu > 0:
        e = u / mp.sqrt(uu)
        v = r - m * m.T
        ve = v * e
        rest = trace(v) + s2
        form = rest + 2 * (m.T * m)[0] / (n + 2) - n * (ve.T * ve)[0] / ((n + 1) * (e.T * ve)[0] + rest)
        holds = holds and same(form, law.zero - law.gain_at(u, mpf(0)))
    inverse = mp.inverse((n + 1) * r + tau * mp.eye(d))
    delta = q - (n + 2) * (r * inverse * q)
    sigma = (n + 2) * (law.omega - (n + 2) * (q.T * inverse * q)[0])
    form = risk(design) - n * (delta.T * delta)[0] / sigma
    return holds and same(form, risk(design, "attention_squares"))


def sequence(d, n, s2, query, **more):
    correlations = draws.choice(({"ar1": draws.choice((0.5, -0.75))}, {"change_point": {"after": n // 2, "correlation": 0.5}}))
    return {"kind": "sequence", "dim": d, "length": n, "noise_variance": s2, "query": query, "feature_correlation": correlations, **more}


def independent_query():
    """(20.1) as an effective length, and (20.3)."""
    d, n, s2, lam = draws.randint(1, 5), draws.randint(1, 8), dyadic(1), dyadic(1)
    design = sequence(d, n, s2, "independent", task_covariance={"diagonal": [lam] * d})
    rows = correlation(design)
    squares = matrix([[rows[i][j] ** 2 for j in range(n)] for i in range(n)])
    t, ones = mpf(d) * lam, matrix([mpf(1)] * n)
    length = n * n / (ones.T * squares * ones)[0]
    noise = s2 * length / n
    form = t + s2 - d * length * mpf(lam) ** 2 / ((length + 1) * lam + t + noise)
    holds = same(form, risk(design))
    r = draws.randint(1, d)
    sigma = (ones.T * mp.inverse((lam + t) * squares + s2 * mp.eye(n)) * ones)[0]
    form = s2 + (t - r * lam) + r * lam / (1 + lam * sigma)
    return holds and same(form, risk(design, "h3", rank=r))


def correlated_query():
    """(20.5) for any V, and (20.6)."""
    d, n, s2 = draws.randint(1, 4), draws.randint(1, 6), dyadic(1)
    design = sequence(d, n, s2, "correlated")
    law = Correlated(design)
    c, b, w = law.c, law.rest, [mpf(dyadic()) for _ in range(n)]
    g = [[law.rows[i][j] - c[i] * c[j] for j in range(n)] for i in range(n)]
    over = lambda term: sum(term(i) for i in range(n))
    pairs = lambda term: sum(w[i] * w[j] * term(i, j) for i in range(n) for j in range(n))
    z, s1, y = over(lambda i: w[i] * c[i] ** 2), sum(w), pairs(lambda i, j: c[i] * c[j] * g[i][j])
    x = over(lambda i: w[i] * ((d + 1) * c[i] ** 2 + 1))
    f1 = (d + 2) * z**2 + 2 * z * s1 + (d + 2) * y + s2 * over(lambda i: (w[i] * c[i]) ** 2)
    f2 = f1 + (d + 2) * y + (s1 - z) ** 2 + (d + 1) * pairs(lambda i, j: g[i][j] ** 2) + s2 * over(lambda i: w[i] ** 2 * b[i])
    v = matrix([[mpf(dyadic()) for _ in range(d)] for _ in range(d)])
    gain = 2 * x * trace(v) - f1 * trace(v) ** 2 - f2 * trace(v, v.T) - f1 * trace(v, v)
    holds = same(gain, law.gain(v, w))
    r = draws.randint(1, d)
    e = matrix([(d + 1) * c[i] ** 2 + 1 for i in range(n)])
    q = matrix(n)
    for i in range(n):
        for j in range(n):
            q[i, j] = (r + 2) * (d + 4) * (c[i] * c[j]) ** 2 + (r + 2) * (c[i] ** 2 * b[j] + b[i] * c[j] ** 2)
            q[i, j] += (r + 3) * (d + 2) * c[i] * c[j] * g[i][j] + b[i] * b[j] + (d + 1) * g[i][j] ** 2
        q[i, i] += s2 * ((r + 2) * c[i] ** 2 + b[i])
    form = d + s2 - r * (e.T * mp.inverse(q) * e)[0]
    holds = holds and same(form, risk(design, "h3", rank=r))
    ones = matrix([mpf(1)] * n)
    form = d + s2 - r * (e.T * ones)[0] ** 2 / (ones.T * q * ones)[0]
    return holds and same(form, risk(design, "attention", rank=r))


def sphere():
    """(21.3) in (1.3), and the isotropic case."""
    d, n, s2 = draws.randint(1, 5), draws.randint(1, 20), dyadic(0)
    spectrum = [mpf(dyadic(1)) for _ in range(d)]
    t, k4 = sum(spectrum), mpf(d) / (d + 2)
    a, b = n * n + (2 * k4 - 1) * n, n * (k4 * t + s2)
    form = s2 + sum(v * n * ((d * (t - v) + 2 * (d - 1) * v) / (d + 2) + s2) / (a * v + b) for v in spectrum)
    holds = same(form, risk(iid(d, n, s2, feature_law="sphere", task_covariance={"diagonal": [float(v) for v in spectrum]})))
    return holds and same(mpf(d) * (d - 1) / (n + d - 1), risk(iid(d, n, 0.0, feature_law="sphere")))


CHECKS = {
    "(15.3), another length": other_length,
    "(15.5), subspaces": subspaces,
    "(16.1), (16.2), prompts": prompts,
    "(17.3), (17.6), (18.2), layers": layers,
    "(20.1), (20.3), independent query": independent_query,
    "(20.5), (20.6), correlated query": correlated_query,
    "(21.3), sphere": sphere,
}


def main():
    failed = False
    for name, check in CHECKS.items():
        holds = all(check() for _ in range(8))
        failed = failed or not holds
        print("holds" if holds else "FAILS", name, flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
