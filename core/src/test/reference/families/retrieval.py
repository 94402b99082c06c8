"""Examples correlated with the query: sizes, correlations, ranks, ranked correlations, covariances, weights."""

from families.draws import DIMS, LENGTHS, NOISES, Draws, design, question, short
from lora import preconditioner

ALPHAS = (0.0, 1e-8, 1e-3, 0.1, 0.3, 0.7, 0.99, 1 - 1e-9, 1.0)


def questions():
    draws = Draws("retrieval")
    return [
        *(isotropic(draws) for _ in range(200)),
        *(ranked(draws) for _ in range(90)),
        *long_profiles(draws),
        *all_copies(),
        *(anisotropic(draws) for _ in range(130)),
        *(ranked_anisotropic(draws) for _ in range(50)),
        *(joint(draws) for _ in range(40)),
        *(weighted(draws) for _ in range(40)),
        *(given(draws) for _ in range(40)),
        *near_optimum(draws),
    ]


def isotropic(draws):
    d = draws.choice(DIMS)
    law = design("retrieval", d, draws.choice(LENGTHS), draws.choice(NOISES), alpha=draws.choice(ALPHAS))
    return question(law, draws.choice(("attention", "attention", "h3")), draws.rank(d))


def profile(draws, n):
    """Correlations of n examples: falling, random, with copies of the query, nearly copies, none."""
    shape = draws.choice(("falling", "random", "copies", "nearly", "corners"))
    if shape == "falling":
        return [short(0.9 * (n - i) / n, 3) for i in range(n)]
    if shape == "random":
        return draws.numbers(n, 0, 1, 3)
    if shape == "copies":
        return [1.0 if i < n // 3 + 1 else draws.number(0, 1, 3) for i in range(n)]
    if shape == "nearly":
        return [1 - 10.0 ** -draws.randint(1, 12) for _ in range(n)]
    return [draws.choice(ALPHAS) for _ in range(n)]


def noise(draws, n):
    if draws.random() < 0.6:
        return draws.choice(NOISES)
    return [draws.choice((0.0, 1e-12, 1e-3, 1.0, 1e6, draws.number(0, 2, 3))) for _ in range(n + 1)]


def ranked(draws):
    d, n = draws.choice((1, 2, 5, 20, 200, 1000)), draws.choice((1, 2, 3, 8, 40))
    law = design("retrieval", d, n, noise(draws, n), alpha=profile(draws, n))
    return question(law, draws.choice(("attention", "h3", "h3")), draws.rank(d))


def long_profiles(draws):
    for n, d, s in ((2000, 10, 1.0), (2000, 1000, 0.0), (2000, 3, 1e6), (700, 20, 1e-6)):
        alpha = [short(0.95 * (n - i) / n, 3) for i in range(n)]
        for kind in ("attention", "h3"):
            yield question(design("retrieval", d, n, s, alpha=alpha), kind, draws.rank(d))


def all_copies():
    for n in (1, 2, 50):
        for s in (0.0, 1e-12, 1.0):
            for d, rank in ((1, None), (4, 2), (100, 99)):
                yield question(design("retrieval", d, n, [s] * n + [0.5], alpha=[1.0] * n), "h3", rank)
    yield question(design("retrieval", 3, 4, 0.0, alpha=[1.0, 1.0, 0.0, 0.0]), "h3", 2)
    yield question(design("retrieval", 3, 4, [0.0, 0.0, 0.0, 2.0, 1.0], alpha=[1.0, 1.0, 1.0, 1.0]), "h3")


def anisotropic(draws):
    d = draws.choice((1, 2, 3, 10, 50, 300))
    law = design("retrieval", d, draws.choice(LENGTHS), draws.choice(NOISES), alpha=draws.choice(ALPHAS), **draws.covariances(d))
    return question(law, draws.choice(("attention", "attention", "h3")), draws.choice((None, None, None, d, 0)))


def ranked_anisotropic(draws):
    d, n = draws.choice((2, 5, 20)), draws.choice((2, 5, 20))
    law = design("retrieval", d, n, noise(draws, n), alpha=profile(draws, n), **draws.covariances(d))
    return question(law, "attention")


def joint(draws):
    """Weights and preconditioner chosen together where neither is known beforehand."""
    d, n = draws.choice((2, 5, 20)), draws.choice((2, 5, 12))
    law = design("retrieval", d, n, noise(draws, n), alpha=profile(draws, n), **draws.covariances(d))
    return question(law, "h3")


def weighted(draws):
    d, n = draws.choice((1, 2, 8)), draws.choice((1, 3, 10))
    isotropic = draws.random() < 0.5
    alpha = draws.choice((draws.choice(ALPHAS), profile(draws, n)))
    law = design("retrieval", d, n, noise(draws, n), alpha=alpha, **({} if isotropic else draws.covariances(d)))
    weights = draws.choice((draws.numbers(n, -1, 1), draws.numbers(n, 0, 1), [0.0] * n))
    return question(law, "weighted", draws.rank(d) if isotropic else None, weights=weights)


def given(draws):
    d, n = draws.choice((1, 2, 4, 7)), draws.choice((1, 3, 10))
    alpha = draws.choice((draws.choice(ALPHAS), profile(draws, n)))
    law = design("retrieval", d, n, noise(draws, n), alpha=alpha, **draws.choice(({}, draws.covariances(d))))
    rows = [draws.numbers(d, -0.3, 0.3) for _ in range(d)]
    weights = draws.choice(({}, {"weights": draws.numbers(n, -0.5, 1)}))
    return question(law, "given", preconditioner=rows, **weights)


def near_optimum(draws):
    """Hardly correlated and long: the risk is some 1e-9 of that of predicting zero."""
    for n in (10**3, 10**6, 10**9):
        for alpha in (0.0, 1e-9, 1e-4, 0.5):
            for off in (0.0, 1e-6, 1e-2):
                d = draws.choice((1, 2, 4))
                law = design("retrieval", d, n, draws.choice((0.0, 1e-12, 1e-6)), alpha=alpha)
                c = float(preconditioner(law)[0])
                rows = [[c * (i == j) + c * off * draws.number(-1, 1) for j in range(d)] for i in range(d)]
                yield question(law, "given", preconditioner=rows)
