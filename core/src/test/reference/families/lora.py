"""Low-rank updates: covariances that commute, bases close to the target, shifts of correlation, length and noise."""

from families.drift import correlation
from families.draws import DIMS, LENGTHS, NOISES, Draws, design, question, short, summed

ALPHAS = (0.0, 1e-8, 1e-3, 0.1, 0.5, 1 - 1e-9, 1.0)


def questions():
    return [summed(q) for q in drawn(Draws("lora"))]


def drawn(draws):
    return [
        *(commuting(draws) for _ in range(120)),
        *every_rank(draws),
        *(close(draws) for _ in range(50)),
        *singular(),
        *(shift_of_correlation(draws, "retrieval", ("retrieval", "iid")) for _ in range(80)),
        *(shift_of_correlation(draws, "aligned", ("aligned", "iid")) for _ in range(40)),
        *(across(draws) for _ in range(120)),
    ]


def rank(draws, d):
    return draws.choice((0, 0, 1, d // 2, d))


def commuting(draws):
    d = draws.choice((1, 2, 3, 10, 40, 200))
    base, law = (design("iid", d, draws.choice(LENGTHS), draws.choice(NOISES), **draws.covariances(d)) for _ in range(2))
    return question(law, "lora", rank(draws, d), base=base)


def every_rank(draws):
    d = 6
    base = design("iid", d, 20, 0.5, feature_covariance={"diagonal": draws.numbers(d, 0.1, 2)})
    law = design("iid", d, 10**6, 1e-6, task_covariance={"diagonal": [1.0, 1e-2, 1e-4, 1e-6, 1e-9, 1e-12]})
    return [question(law, "lora", r, base=base) for r in range(d + 1)]


def close(draws):
    """Base and target differ a little, in one thing: the difference of their optima is tiny."""
    d = draws.choice((1, 2, 5, 12))
    n, noise = draws.choice((10, 1000, 10**6, 10**9)), draws.choice((1e-12, 1e-6, 1.0))
    x, b = draws.numbers(d, 0.1, 2), [short(10.0 ** -draws.randint(0, 9)) for _ in range(d)]
    law = design("iid", d, n, noise, feature_covariance={"diagonal": x}, task_covariance={"diagonal": b})
    base, what, by = dict(law), draws.choice(("length", "noise", "x", "b")), draws.choice((1e-12, 1e-9, 1e-4))
    if what == "length":
        base["length"] = n + draws.choice((1, -1))
    if what == "noise":
        base["noise_variance"] = noise * (1 + by)
    if what == "x":
        base["feature_covariance"] = {"diagonal": [v * (1 + by * draws.randint(-9, 9)) for v in x]}
    if what == "b":
        base["task_covariance"] = {"diagonal": [v * (1 + by * draws.randint(-9, 9)) for v in b]}
    return question(law, "lora", rank(draws, d), base=base)


def singular():
    """What the base never saw it leaves at zero, even where its task varies."""
    seen = {"feature_covariance": {"diagonal": [1.0, 0.0, 2.0]}}
    tasks = {"task_covariance": {"diagonal": [1.0, 0.0, 0.5]}}
    for base in ({}, seen, tasks, {**seen, **tasks}):
        for new in ({}, seen, tasks, {**seen, **tasks}):
            yield question(design("iid", 3, 7, 0.1, **new), "lora", 1, base=design("iid", 3, 5, 0.1, **base))


def shift_of_correlation(draws, kind, bases):
    d = draws.choice(DIMS)
    near = draws.random() < 0.3
    law = design(kind, d, draws.choice(LENGTHS), draws.choice(NOISES), alpha=draws.choice(ALPHAS))
    base_kind = draws.choice(bases)
    alpha = {} if base_kind == "iid" else {"alpha": law["alpha"] if near else draws.choice(ALPHAS)}
    base = design(base_kind, d, law["length"] + (1 if near else 0), law["noise_variance"] if near else draws.choice(NOISES), **alpha)
    return question(law, "lora", rank(draws, d), base=base)


def across(draws):
    """From any design to any other, noise and correlations by position among them."""
    d = draws.choice((1, 2, 5, 10))
    base, law = any_design(draws, d), any_design(draws, d)
    loss = draws.choice((None, None, "positions")) if law["kind"] in ("iid", "drift") else None
    r = rank(draws, d)
    if law["kind"] in ("retrieval", "aligned") and not (is_isotropic(law) and is_isotropic(base)):
        r = 0
    return question(law, "lora", r, loss, base=base)


def is_isotropic(law):
    return "feature_covariance" not in law


def any_design(draws, d):
    kind = draws.choice(("iid", "drift", "retrieval", "aligned"))
    n = draws.choice((1, 3, 8))
    noise = draws.choice((draws.choice(NOISES), draws.numbers(n + 1, 0, 2, 2)))
    more = {}
    if kind == "drift":
        more["task_correlation"] = correlation(draws, n)
    if kind == "retrieval":
        more["alpha"] = draws.choice((draws.choice(ALPHAS), draws.numbers(n, 0, 1, 2)))
    if kind == "aligned":
        more["alpha"] = draws.choice(ALPHAS)
    elif draws.random() < 0.4:
        more.update(draws.covariances(d))
    return design(kind, d, n, noise, **more)
