"""How much one rounding of the input moves the exact risk: what no program in doubles can be asked to undercut by far.

Each entry of the covariance matrices is multiplied by 1 + e, e uniform in +-2^-53, the same for both halves; the
sensitivity is the root mean square change of the risk over DRAWS draws. Where a design uses the range of a singular
S_x, that range is a discontinuity: then S_x is perturbed as D S_x D, D = diag(1 + e).
"""

import copy
import random

from mpmath import matrix, mp, mpf

from covariances import full
from exact import answer
from precise import factor

DRAWS = 20
NAMES = ("feature_covariance", "task_covariance")


def sensitivity(question):
    risk = answer(question)[0]
    draws = random.Random("sensitivity")
    changes = [answer(rounded(question, draws))[0] - risk for _ in range(DRAWS)]
    return mp.sqrt(sum(c * c for c in changes) / DRAWS)


def rounded(question, draws):
    result = copy.copy(question)
    result["design"] = rounded_design(question["design"], draws)
    if "base" in question["predictor"]:
        result["predictor"] = {**question["predictor"], "base": rounded_design(question["predictor"]["base"], draws)}
    return result


def rounded_design(design, draws):
    result = dict(design)
    for name in NAMES:
        tree = design.get(name, "identity")
        if tree != "identity":
            result[name] = {"matrix": rounded_matrix(full(tree, design["dim"]), draws, name == NAMES[0])}
    return result


def rounded_matrix(values, draws, features):
    d = values.rows
    if features and factor(values).cols < d:
        e = [1 + rounding(draws) for _ in range(d)]
        return [[values[i, j] * e[i] * e[j] for j in range(d)] for i in range(d)]
    e = {(i, j): 1 + rounding(draws) for i in range(d) for j in range(i + 1)}
    return [[values[i, j] * e[max(i, j), min(i, j)] for j in range(d)] for i in range(d)]


def rounding(draws):
    return mpf(draws.uniform(-1, 1)) * mpf(2) ** -53
