"""Features correlated along the prompt: independent and correlated query, families and matrices of C, retrieval and independent data as cases."""

from fractions import Fraction

from families.draws import Draws, design, question
from families.transfer import mild_covariance

RHOS = (0.0, 1.0, -1.0, 0.3, -0.6, 0.9, 0.999)


def questions():
    draws = Draws("sequence")
    return [
        *(independent(draws) for _ in range(34)),
        *long_prompts(),
        *(correlated(draws) for _ in range(30)),
        *known_cases(),
        *updated(draws),
        *beyond(draws),
    ]


def law(d, n, noise, correlation, query, **more):
    return design("sequence", d, n, noise, feature_correlation=correlation, **({} if query is None else {"query": query}), **more)


def correlation(draws, n):
    kind = draws.choice(("ar1", "ar1", "change_point", "matrix", "ones"))
    if kind == "ar1":
        return {"ar1": draws.choice(RHOS)}
    if kind == "change_point":
        return {"change_point": {"after": min(n, draws.choice((0, 1, n // 2, n))), "correlation": draws.choice((0.0, 0.5, -0.5, 1.0, -1.0))}}
    if kind == "ones":
        return {"matrix": [[1.0] * (n + 1) for _ in range(n + 1)]}
    return {"matrix": unit_rows(draws, n + 1)}


def unit_rows(draws, size):
    """Products of the rows of a factor with entries 0, +-1/2, +-1 and rows of length 1: exact in doubles, of rank at most 4."""
    shapes = ([1, 0, 0, 0], [Fraction(1, 2)] * 4)
    rows = []
    for _ in range(size):
        row = [v * draws.choice((1, -1)) for v in draws.choice(shapes)]
        draws.shuffle(row)
        rows.append(row)
    return [[float(sum(a * b for a, b in zip(u, v))) for v in rows] for u in rows]


def noises(draws):
    return draws.choice((0.0, 1e-12, 0.1, 1.0, 1e6))


def independent(draws):
    d, n = draws.choice((1, 2, 3, 4, 8, 12)), draws.choice((0, 1, 2, 5, 12, 30))
    tasks = draws.choice(({}, {}, draws.covariances(d)))
    if d <= 4 and draws.random() < 0.3:
        tasks = {"feature_covariance": mild_covariance(draws, d), "task_covariance": mild_covariance(draws, d)}
    prompt = law(d, n, noises(draws), correlation(draws, n), "independent", **tasks)
    kind = draws.choice(("attention", "attention", "h3", "h3", "weighted"))
    more = {"weights": draws.numbers(n, 0.1, 1)} if kind == "weighted" else {}
    return question(prompt, kind, draws.rank(d), **more)


def long_prompts():
    for rho in (0.9, 1.0):
        yield question(law(5, 1000, 0.25, {"ar1": rho}, "independent"), "attention")
    for n, rho in ((10**6, 0.9), (10**9, 0.5), (10**9, 1.0)):
        yield {**question(law(5, n, 0.25, {"ar1": rho}, "independent"), "attention"), "expected": {"beyond": "a length for which C is no table"}}


def correlated(draws):
    d, n = draws.choice((1, 2, 3, 5, 8)), draws.choice((0, 1, 2, 5, 12))
    prompt = law(d, n, noises(draws), correlation(draws, n), draws.choice((None, "correlated")))
    kind = draws.choice(("attention", "h3", "h3", "weighted"))
    return question(prompt, kind, **({"weights": draws.numbers(n, 0.1, 1)} if kind == "weighted" else {}))


def known_cases():
    """Retrieval at one correlation with the query, independent data, copies of the query."""
    for a in (0.0, 0.5, 1.0):
        rows = [[1.0 if i == j else (a if 6 in (i, j) else a * a) for j in range(7)] for i in range(7)]
        for kind in ("attention", "h3"):
            yield question(law(4, 6, 0.5, {"matrix": rows}, "correlated"), kind)
    yield question(law(4, 6, 0.5, {"ar1": 0.0}, "independent"), "h3")
    yield question(law(4, 1, 0.0, {"ar1": 1.0}, "correlated"), "h3")
    yield question(law(1, 3, 0.0, {"ar1": 1.0}, "correlated"), "attention")


def updated(draws):
    """Updates and shifts, query independent."""
    base = design("iid", 3, 8, 0.25)
    test = law(3, 8, 0.25, {"ar1": 0.9}, "independent", task_covariance={"diagonal": [2.0, 1.0, 0.25]})
    for rank in (0, 1, 3):
        yield question(test, "lora", rank, base=base, normalisation="mean")
    yield {**question(test, "attention"), "trained_on": base}
    yield {**question(base, "attention"), "trained_on": test}
    yield {**question({**test, "length": 16}, "attention", 2), "trained_on": test}


def beyond(draws):
    """A correlated query with any W: low rank, full covariances, given preconditioners, shifts."""
    marked = lambda q, why: {**q, "expected": {"beyond": why}}
    for d, n, rho in ((3, 5, 0.9), (5, 3, 0.5)):
        prompt = law(d, n, 0.25, {"ar1": rho}, "correlated")
        for kind in ("attention", "h3"):
            for rank in (1, 2):
                yield marked(question(prompt, kind, rank), "low rank, correlated query")
    for d, n in ((2, 3), (3, 4)):
        prompt = law(d, n, 0.25, {"ar1": 0.8}, "correlated", task_covariance={"diagonal": draws.numbers(d, 0.1, 2, 3)})
        yield marked(question(prompt, "attention"), "anisotropic, correlated query")
        full = {"feature_covariance": mild_covariance(draws, d), "task_covariance": mild_covariance(draws, d)}
        prompt = law(d, n, 0.25, {"matrix": unit_rows(draws, n + 1)}, "correlated", **full)
        yield marked(question(prompt, "attention"), "anisotropic, correlated query")
        given = {"preconditioner": [draws.numbers(d, -0.3, 0.3, 3) for _ in range(d)]}
        yield marked(question(prompt, "given", **given), "given, correlated query")
    base, test = design("iid", 3, 5, 0.25), law(3, 5, 0.25, {"ar1": 0.8}, "correlated")
    yield marked({**question(test, "attention"), "trained_on": base}, "a shift to a correlated query")
    yield marked({**question(base, "attention"), "trained_on": test}, "a shift from a correlated query")
