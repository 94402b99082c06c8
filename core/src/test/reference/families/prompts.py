"""Prompted strategies: published settings, full covariances, groups of weight 0, equal groups, fixed tasks, one mean for all."""

from families.draws import Draws, design, question
from families.matrices import products
from families.transfer import mild_covariance

STRATEGIES = ("plain", "tuned", "joint", "decoupled")


def questions():
    draws = Draws("prompts")
    return [
        *published(),
        *(prompted(law, strategy) for law in laws(draws) for strategy in STRATEGIES),
        *(transferred(draws, strategy) for strategy in STRATEGIES),
    ]


def prompted(law, strategy):
    return question(law, "prompted", strategy=strategy)


def two_groups(d, means, levels):
    return [{"weight": w, "mean": m, "covariance": {"diagonal": [v] * d}} for w, m, v in zip((0.3, 0.7), means, levels)]


def published():
    for n, means, levels, noise in ((20, (1.4, -0.6), (1.0, 1.0), 0.0), (50, (1.0, -1.0), (1.0, 1.0), 0.09), (10, (1.4, -0.6), (1.0, 2.0), 0.0)):
        for strategy in STRATEGIES:
            yield prompted(design("iid", 10, n, noise, task_groups=two_groups(10, means, levels)), strategy)


def laws(draws):
    for n in (0, 1, 3, 1000, 10**9):
        yield design("iid", 4, n, draws.choice((0.0, 1e-12, 0.5)), task_groups=groups(draws, 4, 2))
    for d in (1, 2, 5, 8):
        n = draws.choice((1, 3, 12, 10**6))
        yield design("iid", d, n, draws.choice((0.0, 0.3, 1e6)), feature_covariance=mild_covariance(draws, d), task_groups=groups(draws, d, 3))
    yield design("iid", 3, 6, 0.1, task_groups=[{"weight": 0.0, "mean": 5.0, "covariance": "identity"}, *groups(draws, 3, 1)])
    same = {"mean": [1.0, -0.5, 0.25], "covariance": {"diagonal": [1.0, 0.5, 2.0]}}
    yield design("iid", 3, 6, 0.1, task_groups=[{"weight": 0.25, **same}, {"weight": 0.75, **same}])
    yield design("iid", 3, 6, 0.1, task_groups=[{"weight": 0.5, "mean": 0, "covariance": {"power_law": 1.0}}] * 2)
    yield design("iid", 3, 9, 0.25, task_groups=[{"weight": w, "mean": draws.numbers(3, -2, 2, 3), "covariance": "zero"} for w in (0.25, 0.75)])
    yield design("iid", 3, 9, 0.25, task_mean=1.5)
    yield design("iid", 3, 9, 0.0, task_mean=[1.0, 0.0, -2.0], task_covariance={"diagonal": [1.0, 2.0, 0.5]})
    yield design("iid", 3, 9, 0.25, task_mean=[1.0, 0.0, -2.0], task_covariance="zero")
    yield design("iid", 3, 5, 0.0, feature_covariance={"diagonal": [1.0, 0.0, 2.0]}, task_groups=groups(draws, 3, 2))
    yield design("iid", 4, 5, 0.5, feature_covariance={"matrix": products(draws, 4, 2)}, task_groups=groups(draws, 4, 2))
    yield design("iid", 4, 5, 0.5, task_groups=[{"weight": 0.5, "mean": draws.numbers(4, -1, 1, 3), "covariance": {"subspace": {"rank": 2, "angle": a}}} for a in (0, 90)])


def groups(draws, d, count):
    weights = {1: [1.0], 2: [0.375, 0.625], 3: [0.25, 0.125, 0.625]}[count]
    return [{"weight": w, "mean": draws.choice((draws.number(-2, 2, 3), draws.numbers(d, -2, 2, 3), 0)), "covariance": covariance(draws, d)} for w in weights]


def covariance(draws, d):
    return draws.choice(("identity", {"diagonal": draws.numbers(d, 0.1, 2, 3)}, mild_covariance(draws, d)))


def transferred(draws, strategy):
    """The prompt of group k goes with group k; one length."""
    train = design("iid", 3, 12, 0.5, task_groups=groups(draws, 3, 2))
    test = design("iid", 3, 12, 0.1, task_groups=groups(draws, 3, 2))
    return {**prompted(test, strategy), "trained_on": train, "expected": {"beyond": "prompts carried to another law"}}
