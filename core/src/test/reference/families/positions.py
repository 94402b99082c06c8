"""Loss averaged over all prefixes of the prompt."""

from families.draws import DIMS, LENGTHS, NOISES, Draws, design, question
from families.drift import correlation, noise


def questions():
    draws = Draws("positions")
    return [
        *(iid_attention(draws) for _ in range(50)),
        *(iid(draws) for _ in range(110)),
        *long_prompts(draws),
        *(drift(draws) for _ in range(110)),
        *(fixed(draws) for _ in range(30)),
    ]


def iid_attention(draws):
    d = draws.choice(DIMS)
    law = design("iid", d, draws.choice(LENGTHS), draws.choice(NOISES), **draws.choice(({}, draws.covariances(d))))
    return question(law, "attention", draws.rank(d), "positions")


def iid(draws):
    d, n = draws.choice((1, 2, 10, 100)), draws.choice((1, 2, 5, 30, 200))
    law = design("iid", d, n, noise(draws, n), **draws.choice(({}, draws.covariances(d))))
    return question(law, draws.choice(("attention", "h3", "h3", "h3")), draws.rank(d), "positions")


def long_prompts(draws):
    for d, s in ((1, 0.0), (20, 1.0), (1000, 0.25)):
        yield question(design("iid", d, 2000, s), "h3", None, "positions")
    yield question(design("iid", 10, 700, 0.25, task_covariance={"power_law": 2.0}), "h3", None, "positions")
    yield question(design("drift", 5, 150, 0.25, task_correlation={"ar1": 0.9}), "h3", None, "positions")
    yield question(design("drift", 5, 150, 0.0, task_correlation="linear_drift"), "h3", None, "positions")
    yield question(design("drift", 5, 2000, 0.25, task_correlation={"ar1": 0.99}), "attention", None, "positions")


def drift(draws):
    d, n = draws.choice((1, 2, 10, 100)), draws.choice((1, 2, 5, 12, 30))
    anisotropic = n <= 12 and draws.random() < 0.5
    law = design("drift", d, n, noise(draws, n), task_correlation=correlation(draws, n), **(draws.covariances(d) if anisotropic else {}))
    return question(law, draws.choice(("attention", "h3", "h3")), draws.rank(d), "positions")


def fixed(draws):
    """Given weights: the last m of them serve the prefix of length m, the last one the latest example."""
    d, n = draws.choice((1, 3)), draws.choice((1, 2, 6))
    law = design("iid", d, n, noise(draws, n), **draws.covariances(d))
    if draws.random() < 0.5:
        law = design("drift", d, n, noise(draws, n), task_correlation=correlation(draws, n), **draws.covariances(d))
    weights = draws.numbers(n, -0.3, 1)
    if draws.random() < 0.5:
        return question(law, "weighted", draws.rank(d), "positions", weights=weights)
    rows = [draws.numbers(d, -0.3, 0.3) for _ in range(d)]
    return question(law, "given", None, "positions", preconditioner=rows, weights=weights)
