"""Trained here, tested there: shifts of every parameter, other lengths, low rank, updates, other kinds of designs, fixed tasks."""

from families.drift import product_of_integers
from families.draws import NOISES, Draws, design, question
from families.matrices import doubles, products, rotation, with_condition
from mpmath import mp, mpf

LENGTHS = (0, 1, 2, 3, 10, 40, 1000, 10**6, 10**9)


def questions():
    draws = Draws("transfer")
    return [
        *lengths_only(),
        *(mild(draws) for _ in range(24)),
        *(diagonal(draws) for _ in range(14)),
        *singular(draws),
        *(low_rank(draws) for _ in range(10)),
        *(weights(draws) for _ in range(8)),
        *(updated(draws) for _ in range(14)),
        *(other_kinds(draws) for _ in range(16)),
        *banks(draws),
    ]


def transferred(test, train, kind="attention", rank=None, **more):
    return {**question(test, kind, rank, **more), "trained_on": train}


def normalisation(draws):
    return draws.choice(({}, {}, {"normalisation": "sum"}, {"normalisation": "mean"}))


def lengths_only():
    for n, m in ((40, 320), (320, 40), (40, 10**9), (0, 5), (5, 0), (1, 2)):
        for more in ({}, {"normalisation": "sum"}):
            yield transferred(design("iid", 5, m, 0.25), design("iid", 5, n, 0.25), **more)
    for more in ({}, {"normalisation": "sum"}):
        yield question(design("iid", 20, 320, 0.25), "lora", 0, base=design("iid", 20, 40, 0.25), **(more or {"normalisation": "mean"}))


def mild_covariance(draws, d):
    """A full matrix whose condition is at most 10."""
    return {"matrix": doubles(with_condition(draws, d, draws.choice((0.3, 1))))}


def mild_law(draws, d, n=None):
    chosen = {name: mild_covariance(draws, d) for name in ("feature_covariance", "task_covariance") if draws.random() < 0.7}
    length = draws.choice((1, 2, 5, 12, 40, 1000)) if n is None else n
    return design("iid", d, length, draws.choice((0.0, 1e-12, 0.05, 0.5, 2.0, 100.0)), **chosen)


def mild(draws):
    d = draws.choice((1, 2, 3, 4, 5, 6, 8))
    test, train = mild_law(draws, d), mild_law(draws, d)
    if draws.random() < 0.3:
        test["length"] = train["length"]
    return transferred(test, train, **normalisation(draws))


def diagonal(draws):
    """Wide spectra that commute."""
    d = draws.choice((1, 2, 3, 8, 20))
    test, train = (design("iid", d, draws.choice(LENGTHS), draws.choice(NOISES), **draws.covariances(d)) for _ in range(2))
    if draws.random() < 0.4:
        test["length"] = train["length"]
    more = {} if test["length"] != train["length"] else normalisation(draws)
    return transferred(test, train, **more)


def singular(draws):
    """What training never saw it leaves at zero."""
    seen = {"feature_covariance": {"diagonal": [1.0, 0.0, 2.0]}}
    tasks = {"task_covariance": {"diagonal": [1.0, 0.0, 0.5]}}
    for train in (seen, tasks, {**seen, **tasks}):
        for test in ({}, seen, tasks):
            yield transferred(design("iid", 3, 7, 0.1, **test), design("iid", 3, 5, 0.1, **train))
    for _ in range(4):
        d = draws.choice((3, 5))
        narrow = {"matrix": products(draws, d, 2)}
        train = design("iid", d, 10, 0.5, feature_covariance=narrow, task_covariance=mild_covariance(draws, d))
        test = mild_law(draws, d, draws.choice((5, 10)))
        yield transferred(test, train) if draws.random() < 0.5 else transferred(train, test)


def low_rank(draws):
    """Spectra without ties, so that the optimum of low rank is one matrix."""
    d = draws.choice((2, 3, 5, 8))
    levels = [mpf(3 * d - 2 * i) / d for i in range(d)]

    def tasks():
        q = rotation(draws, d)
        return draws.choice(({"diagonal": [float(v) for v in levels]}, {"matrix": doubles(q * mp.diag(levels) * q.T)}))

    test, train = (design("iid", d, draws.choice((1, 3, 10, 40)), draws.choice((0.0, 0.1, 2.0)), task_covariance=tasks()) for _ in range(2))
    return transferred(test, train, rank=draws.randint(0, d), **normalisation(draws))


def weights(draws):
    d, n = draws.choice((1, 2, 4)), draws.choice((1, 3, 6))
    test, train = mild_law(draws, d, n), mild_law(draws, d, n)
    if draws.random() < 0.5:
        return transferred(test, train, "weighted", weights=draws.numbers(n, 0.1, 1))
    correlation = {"matrix": product_of_integers(draws, n + 1)}
    train = design("drift", d, n, 0.5, task_correlation=draws.choice(({"ar1": 0.8}, "linear_drift", correlation)))
    test = draws.choice((design("drift", d, n, 0.1, task_correlation={"ar1": 0.3}), design("iid", d, n, 0.1)))
    return transferred(test, train, "h3")


def updated(draws):
    """A frozen base, an update that is chosen on the design or on a third law."""
    d = draws.choice((2, 3, 5))
    base, train, test = mild_law(draws, d), mild_law(draws, d), mild_law(draws, d)
    more = draws.choice(({"normalisation": "mean"}, {"normalisation": "sum"}))
    rank = draws.randint(0, d)
    if draws.random() < 0.6:
        return question(test, "lora", rank, base=base, **more)
    return transferred(test, train, "lora", rank, base=base, **more)


def any_kind(draws, d):
    kind = draws.choice(("iid", "drift", "retrieval", "aligned"))
    n = draws.choice((1, 3, 8))
    more = {}
    if kind == "drift":
        more["task_correlation"] = draws.choice(({"ar1": 0.9}, "linear_drift", {"change_point": {"after": 1, "correlation": 0.5}}))
    if kind in ("retrieval", "aligned"):
        more["alpha"] = draws.choice((0.0, 0.3, 0.9, 1.0))
    return design(kind, d, n, draws.choice((0.0, 0.25, 1.0)), **more)


def other_kinds(draws):
    d = draws.choice((1, 2, 5))
    return transferred(any_kind(draws, d), any_kind(draws, d), **normalisation(draws))


def banks(draws):
    """A bank is a mixture of fixed tasks; tested on new tasks."""
    for d, size, n in ((1, 1, 3), (3, 2, 5), (5, 5, 12), (5, 12, 12), (8, 3, 1000)):
        groups = [{"weight": 1 / size, "mean": draws.numbers(d, -2, 2, 3), "covariance": "zero"} for _ in range(size)]
        bank = design("iid", d, n, 0.1, task_groups=groups)
        yield transferred(design("iid", d, n, 0.1), bank)
        yield question(bank, "attention")
