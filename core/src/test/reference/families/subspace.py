"""Tasks in subspaces: one at an angle, several with weights, trained on one and tested on another, updates that repair the angle."""

from families.draws import Draws, design, question

ANGLES = (0, 30, 45, 60, 90, 12.5, 1e-6)


def questions():
    draws = Draws("subspace")
    return [
        *published(),
        *(at_an_angle(draws) for _ in range(22)),
        *(from_a_union(draws) for _ in range(16)),
        *(same_law(draws) for _ in range(14)),
        *(repaired(draws) for _ in range(10)),
        *corners(),
    ]


def subspace(rank, angle=None, variance=None):
    more = {**({} if angle is None else {"angle": angle}), **({} if variance is None else {"variance": variance})}
    return {"subspace": {"rank": rank, **more}}


def subspaces(rank, count, weights=None, variance=None):
    more = {**({} if weights is None else {"weights": weights}), **({} if variance is None else {"variance": variance})}
    return {"subspaces": {"rank": rank, "count": count, **more}}


def law(d, n, noise, tasks, **more):
    return design("iid", d, n, noise, task_covariance=tasks, **more)


def transferred(test, train, kind="attention", rank=None, **more):
    return {**question(test, kind, rank, **more), "trained_on": train}


def published():
    for n, noise, angle in ((40, 0.0, 45), (40, 0.1, 30), (40, 0.1, 90)):
        yield transferred(law(20, n, noise, subspace(4, angle)), law(20, n, noise, subspace(4)))
    for angle in (0, 45, 90):
        yield transferred(law(20, 40, 0.1, subspace(4, angle)), law(20, 40, 0.1, subspaces(4, 2)))
    yield transferred(law(20, 40, 0.0, subspace(4, 30)), law(20, 40, 0.0, subspaces(4, 2, [0.8, 0.2])))
    for rank in (0, 1, 2, 3, 4, 8):
        yield question(law(20, 40, 0.0, subspace(4, 45)), "lora", rank, base=law(20, 40, 0.0, subspace(4)))


def lengths(draws):
    return draws.choice((0, 1, 2, 5, 40, 10**6, 10**9))


def noise(draws):
    return draws.choice((0.0, 0.0, 1e-12, 0.1, 1.0, 1e6))


def normalisation(draws):
    return draws.choice(({}, {}, {"normalisation": "sum"}, {"normalisation": "mean"}))


def features(draws, d):
    """Features whose axes are those of the subspaces."""
    return draws.choice(({}, {}, {"feature_covariance": {"diagonal": draws.numbers(d, 0.1, 2)}}, {"feature_covariance": {"power_law": 1.0}}))


def at_an_angle(draws):
    d = draws.choice((2, 3, 5, 8, 17, 40))
    rank = draws.randint(1, d // 2)
    n, m = lengths(draws), lengths(draws)
    if draws.random() < 0.5:
        m = n
    test = law(d, m, noise(draws), subspace(rank, draws.choice(ANGLES), draws.choice((None, 0.5, 1e-6, 1e6))), **features(draws, d))
    angle = draws.choice((None, None, 0, 30))
    train = law(d, n, noise(draws), subspace(rank, angle, draws.choice((None, 2.0))), **features(draws, d))
    more = normalisation(draws)
    if n > 10 * m or m > 10 * n:
        more = draws.choice(({}, {"normalisation": "mean"}))
    return transferred(test, train, **more)


def from_a_union(draws):
    rank, count = draws.choice((1, 2, 3)), draws.choice((2, 3, 4))
    d = max(rank * count + draws.choice((0, 0, 1, 5)), 2 * rank)
    weights = draws.choice((None, {2: [0.75, 0.25], 3: [0.5, 0.5, 0.0], 4: [0.5, 0.25, 0.125, 0.125]}[count]))
    n = draws.choice((1, 3, 40, 1000, 10**6))
    train = law(d, n, noise(draws), subspaces(rank, count, weights, draws.choice((None, 3.0))))
    test = law(d, draws.choice((n, n, 7)), noise(draws), subspace(rank, draws.choice(ANGLES)))
    return transferred(test, train, **draws.choice(({}, {"normalisation": "mean"})))


def same_law(draws):
    """In distribution, full rank and low rank: the spectrum is known whatever the angle."""
    rank = draws.choice((1, 2, 3))
    d = draws.choice((2 * rank, 2 * rank + 1, 12))
    if draws.random() < 0.5:
        tasks = subspace(rank, draws.choice((None, 0, 30, 45, 90)), draws.choice((None, 0.25)))
    else:
        tasks = subspaces(rank, 2, draws.choice((None, [0.9, 0.1])))
    test = law(d, draws.choice((0, 1, 10, 1000, 10**9)), noise(draws), tasks)
    return question(test, draws.choice(("attention", "attention", "h3")), draws.choice((None, None, 0, 1, rank, d)))


def repaired(draws):
    rank = draws.choice((1, 2, 4))
    d = draws.choice((2 * rank, 2 * rank + 3))
    base = law(d, draws.choice((5, 40)), noise(draws), subspace(rank))
    test = law(d, draws.choice((5, 40, 1000)), noise(draws), subspace(rank, draws.choice(ANGLES)))
    return question(test, "lora", draws.randint(0, 2 * rank), base=base, **draws.choice(({"normalisation": "mean"}, {"normalisation": "sum"})))


def corners():
    yield question(law(4, 10**9, 0.0, subspace(2, 30)), "attention")
    yield question(law(4, 10**9, 0.0, subspaces(2, 2, [1.0, 0.0])), "attention")
    yield transferred(law(4, 10**9, 0.0, subspace(2, 1e-6)), law(4, 10**9, 0.0, subspace(2)))
    yield transferred(law(4, 1000, 1e-12, subspace(2, 45)), law(4, 1000, 1e-12, subspace(2, 45)))
    yield transferred(law(3, 5, 0.5, "zero"), law(3, 5, 0.5, subspace(1)))
    yield question(law(3, 5, 0.5, "zero"), "attention")
