"""Tasks that change along the prompt: every kind of correlation, spectra, noise by position, filters with several local optima."""

from families.draws import NOISES, Draws, design, question, short


def questions():
    draws = Draws("drift")
    return [
        *every_kind(draws),
        *(isotropic(draws) for _ in range(130)),
        *long_prompts(draws),
        *(anisotropic(draws) for _ in range(130)),
        *several_local_optima(),
        *(weighted(draws) for _ in range(40)),
        *(given(draws) for _ in range(40)),
        question(design("drift", 3, 5, 0.5, task_correlation={"random_walk": {"initial": 0.0, "step": 0.0}}), "h3"),
        question(design("drift", 3, 0, 0.5, task_correlation={"ar1": 0.5}), "h3"),
    ]


RHOS = (0.0, 1.0, -1.0, 0.5, -0.5, 0.9, 0.999999, -0.999999)


def correlation(draws, n, kind=None):
    kind = kind or draws.choice(("ar1", "linear_drift", "change_point", "random_walk", "matrix" if n <= 12 else "ar1"))
    if kind == "ar1":
        return {"ar1": draws.choice(RHOS)}
    if kind == "linear_drift":
        return "linear_drift"
    if kind == "change_point":
        return {"change_point": {"after": draws.choice((0, 1, n // 2, 3 * n // 4, n)), "correlation": draws.choice((0.0, 0.3, -0.5, 1.0, -1.0))}}
    if kind == "random_walk":
        return {"random_walk": {"initial": draws.choice((0.0, 1.0, 100.0)), "step": draws.choice((1e-9, 1e-3, 0.1, 1.0))}}
    return {"matrix": product_of_integers(draws, n + 1)}


def product_of_integers(draws, size):
    """B B' / 4 of a small integer matrix: exact in doubles, singular when B is narrow."""
    width = draws.choice((1, 2, size, size + 2))
    b = [[draws.randint(-2, 2) for _ in range(width)] for _ in range(size)]
    return [[sum(x * y for x, y in zip(u, v)) / 4 for v in b] for u in b]


def noise(draws, n):
    if draws.random() < 0.6 or n > 200:
        return draws.choice(NOISES)
    return [draws.choice((0.0, 1e-12, 1e-3, 1.0, 1e6, draws.number(0, 2, 3))) for _ in range(n + 1)]


def every_kind(draws):
    for n in (1, 7):
        for kind in ("ar1", "linear_drift", "change_point", "random_walk", "matrix"):
            for predictor in ("attention", "h3"):
                for d in (1, 1000):
                    yield question(design("drift", d, n, 0.0, task_correlation=correlation(draws, n, kind)), predictor)


def isotropic(draws):
    d, n = draws.choice((1, 2, 5, 20, 200, 1000)), draws.choice((1, 2, 5, 30, 200, 500))
    law = design("drift", d, n, noise(draws, n), task_correlation=correlation(draws, n))
    return question(law, draws.choice(("attention", "h3", "h3")), draws.rank(d))


def long_prompts(draws):
    for kind in ("ar1", "linear_drift", "change_point", "random_walk"):
        for d, s in ((1, 0.0), (20, 1.0), (1000, 1e-6)):
            law = design("drift", d, 2000, s, task_correlation=correlation(draws, 2000, kind))
            yield question(law, "h3", draws.rank(d))
            yield question(law, "attention")
    for rho in (1.0, 0.999999, -0.5):
        yield question(design("drift", 1, 2000, 0.0, task_correlation={"ar1": rho}), "h3")
        # searching weights needs the eigenvectors of an n by n pencil: n = 2000 takes the tests too long
        law = design("drift", 10, 700, 0.25, task_correlation={"ar1": rho}, task_covariance={"power_law": 2.0})
        yield question(law, "h3")
    profile = [draws.number(0, 2, 2) for _ in range(2001)]
    yield question(design("drift", 10, 2000, profile, task_correlation={"ar1": 0.99}), "h3")


def anisotropic(draws):
    d, n = draws.choice((2, 3, 8, 40)), draws.choice((1, 2, 5, 12, 40, 150))
    law = design("drift", d, n, noise(draws, n), task_correlation=correlation(draws, n), **draws.covariances(d))
    return question(law, draws.choice(("attention", "h3", "h3", "h3")), draws.rank(d))


def several_local_optima():
    """Many clean examples of a weakly related task and one noisy example of the query's own: (docs/formulas.md, section 4) a search from equal weights fails."""
    for n, d, correlation, own_noise, small in (
        (392, 96, 0.018, 2000.0, 0.01),
        (392, 96, 0.15, 500.0, 0.003),
        (392, 96, 0.226, 2.0, 0.03),
        (392, 96, 0.257, 100.0, 0.003),
        (392, 10, 0.257, 50.0, 0.03),
        (392, 200, 0.133, 100.0, 0.003),
        (200, 200, 0.094, 500.0, 0.003),
        (200, 96, 0.025, 5000.0, 0.01),
        (1000, 200, 0.202, 20.0, 0.003),
    ):
        law = design(
            "drift",
            d,
            n,
            [0.0] * (n - 1) + [own_noise, 0.0],
            task_correlation={"change_point": {"after": n - 1, "correlation": correlation}},
            task_covariance={"diagonal": [1.0] + [small] * (d - 1)},
        )
        yield question(law, "h3")
        if n < 1000:
            yield question(law, "h3", 2)


def weighted(draws):
    d, n = draws.choice((1, 3, 10)), draws.choice((1, 2, 7, 30))
    weights = draws.choice((draws.numbers(n, -1, 1), draws.numbers(n, 0, 1), [short(0.7 ** (n - i)) for i in range(n)], [(-1.0) ** i for i in range(n)]))
    law = design("drift", d, n, noise(draws, n), task_correlation=correlation(draws, n), **draws.covariances(d))
    return question(law, "weighted", draws.rank(d), weights=weights)


def given(draws):
    d, n = draws.choice((1, 2, 5)), draws.choice((1, 4, 12))
    law = design("drift", d, n, noise(draws, n), task_correlation=correlation(draws, n), **draws.covariances(d))
    rows = [draws.numbers(d, -0.3, 0.3) for _ in range(d)]
    return question(law, "given", preconditioner=rows, **draws.choice(({}, {"weights": draws.numbers(n, -0.5, 1)})))
