"""Independent data: corners, sizes, spectra, weights, given preconditioners, noise by position."""

from families.draws import DIMS, LENGTHS, NOISES, Draws, design, question, short
from independent import Prompts


def questions():
    draws = Draws("iid")
    return [
        *corners(),
        *(isotropic(draws) for _ in range(80)),
        *(anisotropic(draws) for _ in range(200)),
        *(weighted(draws) for _ in range(50)),
        *given(draws),
        *(by_position(draws) for _ in range(40)),
    ]


def corners():
    for dim in (1, 1000):
        for length in (1, 10**9):
            for noise in (0.0, 1e6):
                yield question(design("iid", dim, length, noise), "attention")
                yield question(design("iid", dim, length, noise), "attention", 1)
    yield question(design("iid", 3, 0, 0.5), "attention")
    yield question(design("iid", 3, 4, 0.0, task_covariance={"diagonal": [0.0, 0.0, 0.0]}), "attention")
    yield question(design("iid", 2, 4, 1.0, task_covariance={"diagonal": [1.0, 0.0]}, feature_covariance={"diagonal": [0.0, 1.0]}), "h3")


def isotropic(draws):
    d = draws.choice(DIMS)
    return question(design("iid", d, draws.choice(LENGTHS), draws.choice(NOISES)), draws.choice(("attention", "h3")), draws.rank(d))


def anisotropic(draws):
    d = draws.choice(DIMS)
    law = design("iid", d, draws.choice(LENGTHS), draws.choice(NOISES), **draws.covariances(d))
    return question(law, draws.choice(("attention", "attention", "h3")), draws.rank(d))


def weighted(draws):
    d, n = draws.choice((1, 3, 10, 40)), draws.choice((1, 2, 7, 30))
    weights = draws.choice((
        draws.numbers(n, -1, 1),
        draws.numbers(n, 0, 1),
        [short(10.0 ** draws.randint(-9, 9)) for _ in range(n)],
        [(-1.0) ** i for i in range(n)],
        [0.0] * n,
        [0.1, 0.2, -0.3][:n] + [0.0] * (n - 3),
    ))
    law = design("iid", d, n, draws.choice(NOISES), **draws.covariances(d))
    return question(law, "weighted", draws.rank(d), weights=weights)


def given(draws):
    """Near the optimum, where the risk is some 1e-9 of that of predicting zero, and anywhere."""
    for n in (10**3, 10**6, 10**9):
        for noise in (0.0, 1e-12, 1e-6, 1.0):
            for off in (0.0, 1e-9, 1e-5, 1e-2):
                d = draws.choice((1, 2, 3, 6))
                law = design("iid", d, n, noise, **diagonals(draws, d))
                yield question(law, "given", preconditioner=near_optimum(draws, law, off))
    for _ in range(20):
        d, n = draws.choice((1, 2, 5)), draws.choice((1, 4, 12))
        law = design("iid", d, n, draws.choice(NOISES), **diagonals(draws, d))
        rows = [draws.numbers(d, -0.3, 0.3) for _ in range(d)]
        yield question(law, "given", preconditioner=rows, weights=draws.numbers(n, -0.5, 1))
    yield question(design("iid", 2, 3, 0.5), "given", preconditioner=[[0.0, 0.0], [0.0, 0.0]])


def diagonals(draws, d):
    return {
        "feature_covariance": {"diagonal": draws.numbers(d, 0.1, 2)},
        "task_covariance": {"diagonal": draws.choice((draws.numbers(d, 0.1, 2), [short(10.0 ** -draws.randint(0, 6)) for _ in range(d)]))},
    }


def near_optimum(draws, law, off):
    """The optimal W in doubles, each entry moved by a relative `off`."""
    prompts = Prompts(law)
    kappa, a, b = prompts.form()
    x, p = prompts.covariances.x, prompts.covariances.products
    d = len(p)
    best = [float(kappa * p[j] / (a * p[j] + b) / x[j]) for j in range(d)]
    size = max(best)
    return [
        [best[i] * (1 + off * draws.number(-1, 1)) if i == j else size * off * draws.number(-1, 1) for j in range(d)]
        for i in range(d)
    ]


def by_position(draws):
    d, n = draws.choice((1, 2, 8, 30)), draws.choice((1, 2, 10, 60))
    noise = [draws.choice((0.0, 1e-12, 1e-3, 1.0, 1e6, draws.number(0, 2, 3))) for _ in range(n + 1)]
    law = design("iid", d, n, noise, **draws.covariances(d))
    kind = draws.choice(("attention", "h3", "h3", "weighted"))
    return question(law, kind, draws.rank(d), **({"weights": draws.numbers(n, -0.2, 1)} if kind == "weighted" else {}))
