"""How much one rounding of the input moves the exact risk: what no program in doubles can be asked to undercut by far.

Each entry of the covariance matrices is multiplied by 1 + e, e uniform in +-2^-53, the same for both halves; the
sensitivity is the root mean square change of the risk: to first order for attention on iid data, where the optimal W
does not move the risk (the gradient of (1.1) at fixed W), else over DRAWS draws. The range of a singular S_x counts in
retrieval and in the base of an update: there a new direction is a jump, so S_x is perturbed as D S_x D, D = diag(1 + e).
"""

import copy
import json
import random

from mpmath import matrix, mp, mpf

from covariances import full
from exact import answer
from independent import Prompts
from precise import NEGLIGIBLE, factor, symmetric_part, trace

DRAWS = 20
NAMES = ("feature_covariance", "task_covariance")


def sensitivity(question):
    if question["design"]["kind"] == "iid" and question["predictor"]["kind"] in ("attention", "h3"):
        return first_order(question["design"], question["predictor"].get("rank"))
    return over_draws(question)


def first_order(design, rank):
    prompts = Prompts(design)
    kappa, a, b = prompts.form()
    x, beta = prompts.covariances.as_matrices()
    w = best_preconditioner(x, beta, kappa, a, b, rank)
    wx, core = w * x, x * beta
    inner = wx * w  # W S_x W
    scale = 1 + prompts.n * trace(inner, x)  # both M and B hold tr S_x S_beta
    by_beta = scale * x + x * (a * inner - 2 * kappa * w) * x
    half = (a * inner - 2 * kappa * w) * core
    by_x = scale * beta + half + half.T + a * wx * beta * wx.T + 2 * b * inner
    total = mpf(0)
    for name, gradient, values in zip(NAMES, (by_x, by_beta), (x, beta)):
        if design.get(name, "identity") != "identity":
            for i in range(x.rows):
                for j in range(i + 1):
                    slope = gradient[i, i] if i == j else gradient[i, j] + gradient[j, i]
                    total += (slope * values[i, j]) ** 2
    return mp.sqrt(total / 3) * mpf(2) ** -53


def best_preconditioner(x, beta, kappa, a, b, rank):
    """Of this rank: sum of kappa / (lambda (a lambda + b)) u u' over the largest lambda, u = S_beta C v for S_x = C C'."""
    if rank is None or rank >= x.rows:
        return kappa * beta * mp.inverse(a * x * beta + b * mp.eye(x.rows))
    c, w = factor(x), mp.zeros(x.rows)
    if c.cols == 0:
        return w
    values, vectors = mp.eigsy(c.T * beta * c)
    u = beta * c * vectors
    for k in sorted(range(len(values)), key=lambda i: -values[i])[:rank]:
        if values[k] > NEGLIGIBLE * max(values):
            w += u[:, k] * u[:, k].T * (kappa / (values[k] * (a * values[k] + b)))
    return w


def over_draws(question):
    risk = answer(question)[0]
    draws = random.Random("sensitivity")
    changes = [answer(rounded(question, draws))[0] - risk for _ in range(DRAWS)]
    return mp.sqrt(sum(c * c for c in changes) / DRAWS)


def rounded(question, draws):
    result = copy.copy(question)
    result["design"] = rounded_design(question["design"], draws, question["design"]["kind"] == "retrieval")
    if "base" in question["predictor"]:
        result["predictor"] = {**question["predictor"], "base": rounded_design(question["predictor"]["base"], draws, True)}
    return result


def rounded_design(design, draws, keep_range):
    result = dict(design)
    for name in NAMES:
        tree = design.get(name, "identity")
        if tree != "identity":
            result[name] = {"matrix": rounded_matrix(full(tree, design["dim"]), draws, keep_range and name == NAMES[0])}
    return result


def of_matrices(question, count=8):
    """Root mean square change of the risk when the entries of every full covariance are rounded; 0 where there is none."""
    if '"matrix"' not in json.dumps(question):
        return mpf(0)
    risk, draws = answer(question)[0], random.Random("sensitivity")
    changes = [answer(rounded_tree(question, draws))[0] - risk for _ in range(count)]
    return mp.sqrt(sum(c * c for c in changes) / count)


def rounded_tree(tree, draws):
    if isinstance(tree, list):
        return [rounded_tree(v, draws) for v in tree]
    if not isinstance(tree, dict):
        return tree
    result = {}
    for name, value in tree.items():
        is_matrix = name in (*NAMES, "covariance") and isinstance(value, dict) and "matrix" in value
        if is_matrix:
            rows = rounded_matrix(symmetric_part(value["matrix"]), draws, name == NAMES[0])
            result[name] = {"matrix": rows.tolist() if isinstance(rows, matrix) else rows}
        else:
            result[name] = rounded_tree(value, draws)
    return result


def rounded_matrix(values, draws, keep_range):
    d = values.rows
    if keep_range and factor(values).cols < d:
        e = [1 + rounding(draws) for _ in range(d)]
        return [[values[i, j] * e[i] * e[j] for j in range(d)] for i in range(d)]
    e = {(i, j): 1 + rounding(draws) for i in range(d) for j in range(i + 1)}
    return [[values[i, j] * e[max(i, j), min(i, j)] for j in range(d)] for i in range(d)]


def rounding(draws):
    return mpf(draws.uniform(-1, 1)) * mpf(2) ** -53
