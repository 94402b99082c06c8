"""Features that are spherically symmetric: sphere and Student's t, any step."""

from families.draws import LENGTHS, NOISES, Draws, design, question
from families.transfer import mild_covariance

LAWS = ("sphere", {"student": 5.0}, {"student": 4.5}, {"student": 4.000001}, {"student": 10.0}, {"student": 1e9}, "gaussian")


def questions():
    draws = Draws("feature_law")
    return [
        *(question(design("iid", d, n, 0.0, feature_law="sphere"), "attention") for d, n in ((1, 1), (1, 10**9), (5, 20), (2, 0))),
        *(isotropic(draws) for _ in range(16)),
        *(anisotropic(draws) for _ in range(18)),
        *(full(draws) for _ in range(12)),
        *(weighted(draws) for _ in range(10)),
        *shifted(draws),
        *means(),
        *beyond(draws),
    ]


def law(draws, d, n, **more):
    return design("iid", d, n, draws.choice(NOISES), feature_law=draws.choice(LAWS), **more)


def isotropic(draws):
    d = draws.choice((1, 2, 3, 5, 10, 20))
    return question(law(draws, d, draws.choice(LENGTHS)), draws.choice(("attention", "h3")), draws.rank(d))


def anisotropic(draws):
    d = draws.choice((1, 2, 3, 8, 20))
    return question(law(draws, d, draws.choice(LENGTHS), **draws.covariances(d)), draws.choice(("attention", "h3")), draws.rank(d))


def full(draws):
    d = draws.choice((1, 2, 3, 5, 8))
    prompt = law(draws, d, draws.choice((1, 3, 12, 1000)), feature_covariance=mild_covariance(draws, d), task_covariance=mild_covariance(draws, d))
    kind = draws.choice(("attention", "given"))
    if kind == "given":
        return question(prompt, kind, preconditioner=[draws.numbers(d, -0.3, 0.3, 3) for _ in range(d)])
    return question(prompt, kind, draws.rank(d))


def weighted(draws):
    d, n = draws.choice((1, 3, 8)), draws.choice((1, 2, 7))
    weights = draws.choice((draws.numbers(n, 0.1, 1), draws.numbers(n, -1, 1), [1.0] * n))
    return question(law(draws, d, n, **draws.covariances(d)), "weighted", draws.rank(d), weights=weights)


def shifted(draws):
    for train, test in (("gaussian", "sphere"), ("sphere", {"student": 5.0}), ({"student": 4.5}, "gaussian")):
        laws = [design("iid", 3, n, 0.25, feature_law=name, feature_covariance=mild_covariance(draws, 3)) for n, name in ((8, test), (12, train))]
        yield {**question(laws[0], "attention"), "trained_on": laws[1]}
        yield question(laws[0], "lora", 1, base=laws[1], normalisation="mean")


def means():
    """Only the second moment of the task counts, as for Gaussian features."""
    yield question(design("iid", 3, 8, 0.25, feature_law="sphere", task_mean=[1.0, 0.0, -2.0]), "attention")
    yield question(design("iid", 3, 8, 0.25, feature_law={"student": 6.0}, task_covariance={"subspace": {"rank": 1, "angle": 30}}), "attention")


def beyond(draws):
    singular = {"diagonal": [1.0, 0.0, 2.0]}
    prompt = design("iid", 3, 8, 0.25, feature_law="sphere", feature_covariance=singular)
    yield {**question(prompt, "attention"), "expected": {"beyond": "z has d coordinates where S_x is singular"}}
    for name in ("sphere", {"student": 5.0}):
        prompt = design("iid", 3, 3, [0.5, 0.0, 1.0, 0.25], feature_law=name)
        for kind in ("attention", "weighted"):
            more = {"weights": [1.0, 0.5, 0.25]} if kind == "weighted" else {}
            yield {**question(prompt, kind, **more), "expected": {"beyond": "noise by position"}}
