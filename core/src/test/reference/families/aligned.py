"""Features that lean towards the task."""

from families.draws import DIMS, LENGTHS, NOISES, Draws, design, question
from lora import preconditioner

ALPHAS = (0.0, 1e-8, 1e-3, 0.1, 0.3, 0.7, 1 - 1e-9, 1.0)


def questions():
    draws = Draws("aligned")
    return [
        *(optimal(draws) for _ in range(170)),
        *(weighted(draws) for _ in range(30)),
        *(by_position(draws) for _ in range(24)),
        *(given(draws) for _ in range(30)),
        *near_optimum(draws),
    ]


def optimal(draws):
    d = draws.choice(DIMS)
    law = design("aligned", d, draws.choice(LENGTHS), draws.choice(NOISES), alpha=draws.choice(ALPHAS))
    return question(law, draws.choice(("attention", "attention", "h3")), draws.rank(d))


def weighted(draws):
    d, n = draws.choice((1, 2, 8, 100)), draws.choice((1, 3, 10))
    noise = draws.choice((draws.choice(NOISES), draws.numbers(n + 1, 0, 2, 2)))
    law = design("aligned", d, n, noise, alpha=draws.choice(ALPHAS))
    weights = draws.choice((draws.numbers(n, -1, 1), draws.numbers(n, 0, 1), [0.0] * n, [(-1.0) ** i for i in range(n)]))
    return question(law, "weighted", draws.rank(d), weights=weights)


def by_position(draws):
    d, n = draws.choice((1, 2, 8, 100)), draws.choice((1, 3, 10))
    noise = [draws.choice((0.0, 1e-12, 1e-3, 1.0, 1e6, draws.number(0, 2, 3))) for _ in range(n + 1)]
    law = design("aligned", d, n, noise, alpha=draws.choice(ALPHAS))
    return question(law, draws.choice(("attention", "h3")), draws.rank(d))


def given(draws):
    d, n = draws.choice((1, 2, 4, 7)), draws.choice((1, 3, 10))
    noise = draws.choice((draws.choice(NOISES), draws.numbers(n + 1, 0, 2, 2)))
    law = design("aligned", d, n, noise, alpha=draws.choice(ALPHAS))
    rows = [draws.numbers(d, -0.3, 0.3) for _ in range(d)]
    return question(law, "given", preconditioner=rows, **draws.choice(({}, {"weights": draws.numbers(n, -0.5, 1)})))


def near_optimum(draws):
    for n in (10**3, 10**6, 10**9):
        for alpha in (0.0, 1e-9, 1e-4, 0.5):
            for off in (0.0, 1e-6, 1e-2):
                d = draws.choice((1, 2, 4))
                law = design("aligned", d, n, draws.choice((0.0, 1e-12, 1e-6)), alpha=alpha)
                c = float(preconditioner(law)[0])
                rows = [[c * (i == j) + c * off * draws.number(-1, 1) for j in range(d)] for i in range(d)]
                yield question(law, "given", preconditioner=rows)
