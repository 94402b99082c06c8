"""A column of squared labels: any law of tasks, banks of fixed tasks, trained on one law and tested on another."""

from families.draws import Draws, design, question
from families.matrices import products
from families.prompts import groups, two_groups
from families.transfer import mild_covariance

KIND = "attention_squares"


def questions():
    draws = Draws("squares")
    return [
        *(question(design("iid", 10, n, 0.09, task_groups=two_groups(10, (1.4, -0.6), (1.0, 2.0))), KIND) for n in (1, 20, 50)),
        *(any_law(draws) for _ in range(26)),
        *symmetric(draws),
        *corners(draws),
        *banks(draws),
        *(transferred(draws) for _ in range(8)),
    ]


def any_law(draws):
    d, n = draws.choice((1, 2, 3, 5, 8)), draws.choice((1, 2, 7, 40, 1000, 10**6, 10**9))
    more = draws.choice(({}, {"feature_covariance": mild_covariance(draws, d)}, {"feature_covariance": {"diagonal": draws.numbers(d, 0.1, 2, 3)}}))
    noise = draws.choice((0.0, 1e-6, 0.3, 1.0, 1e6))
    if n >= 1000:
        noise = draws.choice((0.3, 1.0))
    return question(design("iid", d, n, noise, task_groups=groups(draws, d, draws.choice((1, 2, 3))), **more), KIND)


def symmetric(draws):
    """Without a mean the column is worth nothing."""
    yield question(design("iid", 4, 9, 0.5), KIND)
    yield question(design("iid", 4, 9, 0.5, task_mean=0, feature_covariance={"power_law": 1.0}), KIND)
    yield question(design("iid", 2, 9, 0.0, task_groups=[{"weight": 0.5, "mean": m, "covariance": "identity"} for m in (1.0, -1.0)]), KIND)
    yield question(design("iid", 2, 10**9, 0.0, task_covariance={"diagonal": [1.0, 1e-6]}), KIND)


def corners(draws):
    yield question(design("iid", 3, 0, 0.5, task_mean=1.0), KIND)
    yield question(design("iid", 3, 5, 0.5, task_mean=[1.0, 0.0, -1.0], task_covariance="zero"), KIND)
    yield question(design("iid", 3, 5, 0.0, task_mean=[1.0, 0.0, -1.0], task_covariance="zero"), KIND)
    yield question(design("iid", 1, 5, 0.0, task_mean=2.0), KIND)
    yield question(design("iid", 3, 5, 0.1, task_groups=[{"weight": 0.0, "mean": 9.0, "covariance": "identity"}, *groups(draws, 3, 1)]), KIND)
    yield question(design("iid", 3, 5, 0.1, feature_covariance={"diagonal": [1.0, 0.0, 2.0]}, task_groups=groups(draws, 3, 2)), KIND)
    yield question(design("iid", 4, 6, 0.1, feature_covariance={"matrix": products(draws, 4, 2)}, task_groups=groups(draws, 4, 2)), KIND)
    yield question(design("iid", 3, 6, 0.1, feature_covariance={"diagonal": [0.0, 0.0, 0.0]}, task_mean=1.0), KIND)


def bank(draws, d, size, n, noise):
    return design("iid", d, n, noise, task_groups=[{"weight": 1 / size, "mean": draws.numbers(d, -2, 2, 3), "covariance": "zero"} for _ in range(size)])


def banks(draws):
    """In distribution, and on new tasks."""
    for d, size, n in ((2, 2, 6), (5, 2, 12), (5, 4, 12), (8, 4, 40), (3, 8, 12)):
        law = bank(draws, d, size, n, 0.1)
        yield question(law, KIND)
        yield {**question(design("iid", d, n, 0.1), KIND), "trained_on": law}


def transferred(draws):
    d = draws.choice((1, 2, 3))
    laws = [design("iid", d, draws.choice((3, 12)), draws.choice((0.1, 1.0)), task_groups=groups(draws, d, 2)) for _ in range(2)]
    more, why = draws.choice((({}, {}), ({"normalisation": "sum"}, {"expected": {"beyond": "a layer that adds up"}})))
    return {**question(laws[0], KIND, **more), "trained_on": laws[1], **why}
