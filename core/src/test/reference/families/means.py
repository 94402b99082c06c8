"""Tasks with a mean: the reduced optimum of attention, and the whole layer where the law is symmetric about an axis."""

from families.draws import Draws, design, question
from families.prompts import groups, two_groups
from families.transfer import mild_covariance

OFF_AXIS = "the label vector of the best layer is off the axis of the means"


def questions():
    draws = Draws("means")
    return [
        *published(),
        *(reduced(draws) for _ in range(20)),
        *one_group(draws),
        *(several_groups(draws) for _ in range(8)),
        *symmetric(draws),
        *corners(),
        *beyond(),
    ]


def both(law):
    return [question(law, "attention"), question(law, "attention_layer")]


def published():
    for n in (10, 40):
        yield from both(design("iid", 10, n, 0.0, task_mean=1.0))
    for means in ((1.4, -0.6), (1.0, -1.0)):
        yield from both(design("iid", 10, 20, 0.09, task_groups=two_groups(10, means, (1.0, 2.0))))


def reduced(draws):
    """`attention` sees the second moment of the task and nothing else."""
    d = draws.choice((1, 2, 3, 5, 8))
    n = draws.choice((0, 1, 4, 12, 1000, 10**9))
    tasks = draws.choice((
        {"task_mean": draws.number(-2, 2, 3)},
        {"task_mean": draws.numbers(d, -2, 2, 3), "task_covariance": {"diagonal": draws.numbers(d, 0, 2, 3)}},
        {"task_mean": draws.numbers(d, -2, 2, 3), "task_covariance": "zero"},
        {"task_mean": 0},
        {"task_groups": groups(draws, d, draws.choice((1, 2, 3)))},
        {"task_groups": groups(draws, d, 2), "feature_covariance": mild_covariance(draws, d)},
    ))
    rank = draws.choice((None, None, 0, 1, d // 2, d))
    return question(design("iid", d, n, draws.choice((0.0, 1e-12, 0.3, 1.0, 1e6)), **tasks), "attention", rank)


def isotropic(d, variance):
    return {"diagonal": [variance] * d} if variance != 1.0 else "identity"


def one_group(draws):
    """One isotropic group: of any mean, length and noise."""
    for d in (1, 2, 3, 8):
        for n in (1, 3, 20):
            noise = draws.choice((0.0, 0.1, 1.0))
            mean = draws.choice((0.1, 1.0, -3.0))
            direction = draws.choice((mean, [mean] + [0.0] * (d - 1), draws.numbers(d, -2, 2, 3)))
            yield question(design("iid", d, n, noise, task_mean=direction, task_covariance=isotropic(d, draws.choice((1.0, 0.25, 2.0)))), "attention_layer")


def several_groups(draws):
    d, n = draws.choice((1, 2, 3, 5)), draws.choice((1, 2, 6, 30))
    along = draws.choice((1.0, draws.numbers(d, -1, 1, 3)))
    scale = lambda c: c * along if isinstance(along, float) else [c * v for v in along]
    levels = draws.choice(((1.0, 1.0), (0.5, 2.0), (2.0, 1.0)))
    parts = zip((0.375, 0.625), (draws.choice((0, 0.5, 2.0)), draws.choice((-1.0, 0.25, 4.0))), levels)
    law = design("iid", d, n, draws.choice((0.0, 0.25, 1.0)), task_groups=[{"weight": w, "mean": scale(c), "covariance": isotropic(d, v)} for w, c, v in parts])
    return question(law, "attention_layer")


def symmetric(draws):
    """Without a mean the whole layer is attention."""
    yield question(design("iid", 3, 7, 0.5), "attention_layer")
    yield question(design("iid", 3, 7, 0.5, task_mean=0), "attention_layer")
    yield question(design("iid", 3, 7, 0.5, feature_covariance={"power_law": 1.0}, task_covariance={"diagonal": [1.0, 0.0, 2.0]}), "attention_layer")
    yield question(design("iid", 4, 9, 0.0, task_groups=[{"weight": 0.5, "mean": m, "covariance": "identity"} for m in (1.0, -1.0)]), "attention_layer")
    yield question(design("drift", 3, 6, 0.5, task_correlation={"ar1": 0.8}), "attention_layer")
    yield question(design("retrieval", 3, 6, 0.5, alpha=0.5), "attention_layer")
    yield question(design("aligned", 3, 6, 0.5, alpha=0.5), "attention_layer")


def corners():
    yield question(design("iid", 3, 0, 0.5, task_mean=1.0), "attention_layer")
    yield question(design("iid", 3, 10**6, 0.5, task_mean=1.0), "attention_layer")
    yield question(design("iid", 3, 8, 0.5, task_mean=1.0, task_covariance="zero"), "attention_layer")
    yield question(design("iid", 3, 8, 0.0, task_mean=1e-6), "attention_layer")
    yield question(design("iid", 2, 5, 100.0, task_mean=10.0), "attention_layer")
    groups = [{"weight": w, "mean": m, "covariance": "identity"} for w, m in ((0.0, 7.0), (0.25, 1.0), (0.75, 1.0))]
    yield question(design("iid", 2, 5, 0.1, task_groups=groups), "attention_layer")


def beyond():
    """Laws outside those with isotropic groups: symmetric about the axis, and with a best label vector off it."""
    marked = lambda law, why: {**question(law, "attention_layer"), "expected": {"beyond": why}}
    along = "covariances symmetric about the axis of the means, not isotropic"
    for d, n in ((2, 3), (3, 6), (4, 10)):
        yield marked(design("iid", d, n, 0.25, task_mean=[1.0] + [0.0] * (d - 1), task_covariance={"diagonal": [2.0] + [1.0] * (d - 1)}), along)
    yield marked(design("iid", 3, 6, 0.25, feature_covariance={"diagonal": [2.0, 0.5, 0.5]}, task_mean=[1.0, 0.0, 0.0]), along)
    yield marked(design("iid", 2, 5, 0.01, task_mean=[1.64, 0.0], task_covariance={"diagonal": [0.0466, 9.96]}), OFF_AXIS)
    parts = ((0.0135, -4.1341, 0.00271), (0.9865, -7.1293, 0.00649))
    yield marked(design("iid", 3, 2347, 0.0, task_groups=[{"weight": w, "mean": [m, 0.0, 0.0], "covariance": isotropic(3, v)} for w, m, v in parts]), OFF_AXIS)
    train = design("iid", 3, 8, 0.25, task_mean=1.0)
    test = design("iid", 3, 20, 0.25, task_mean=0.5)
    for more in ({}, {"normalisation": "sum"}):
        yield {**question(test, "attention_layer", **more), "trained_on": train, "expected": {"beyond": "a whole layer carried to another law"}}
