"""Full matrices that do not commute. Every answer comes with its sensitivity to one rounding of the entries."""

from mpmath import matrix, mp, mpf

from families.drift import correlation
from families.draws import NOISES, Draws, design, question, summed
from sensitivity import sensitivity

LENGTHS = (1, 3, 10, 1000, 10**6, 10**9)


def questions():
    draws = Draws("matrices")
    mixed = [
        *(iid(draws) for _ in range(90)),
        *large(draws),
        *(retrieval(draws) for _ in range(40)),
        *(drift(draws) for _ in range(24)),
        *(lora(draws) for _ in range(60)),
        *exchangeable(draws),
    ]
    for q in mixed:
        q["expected"] = {"sensitivity": mp.nstr(sensitivity(q), 6)}
        yield q


def covariance(draws, d):
    """A full matrix of doubles: of any condition, graded, of low rank."""
    shape = draws.choice(("condition", "condition", "graded", "low rank", "integers", "rounded low rank"))
    if shape == "condition":
        return {"matrix": doubles(with_condition(draws, d, draws.choice((1, 4, 8, 12))))}
    if shape == "graded":  # D R D: small eigenvalues that the entries determine well
        r = with_condition(draws, d, 1)
        e = [mpf(10) ** -(mpf(6 * i) / max(d - 1, 1)) for i in range(d)]
        return {"matrix": doubles(matrix([[r[i, j] * e[i] * e[j] for j in range(d)] for i in range(d)]))}
    if shape == "low rank":
        return {"matrix": products(draws, d, max(d // 2, 1))}
    if shape == "integers":
        return {"matrix": products(draws, d, d + 1)}
    return {"matrix": doubles(thin(draws, d, max(d // 2, 1)))}


def with_condition(draws, d, decades):
    """Random eigenvectors; eigenvalues from 1 down to 10^-decades, evenly in the logarithm."""
    values = [mpf(10) ** (-mpf(decades * i) / max(d - 1, 1)) for i in range(d)]
    q = rotation(draws, d)
    return q * mp.diag(values) * q.T


def rotation(draws, d):
    """A product of reflections in random integer directions."""
    q = mp.eye(d)
    for _ in range(min(d, 6)):
        v = matrix([draws.randint(-9, 9) for _ in range(d)])
        square = sum(x * x for x in v)
        if square > 0:
            q = q - (q * v) * (v.T * (2 / square))
    return q


def products(draws, d, width):
    """B B' of small integers: exact, and singular when B is narrow."""
    b = [[draws.randint(-2, 2) for _ in range(width)] for _ in range(d)]
    return [[float(sum(x * y for x, y in zip(u, v))) for v in b] for u in b]


def thin(draws, d, width):
    """B B' of a narrow B of random doubles: singular but for rounding."""
    b = matrix([draws.numbers(width, -1, 1, 9) for _ in range(d)])
    return b * b.T


def doubles(symmetric):
    d = symmetric.rows
    return [[float(symmetric[max(i, j), min(i, j)]) for j in range(d)] for i in range(d)]


def covariances(draws, d):
    return {"feature_covariance": covariance(draws, d), "task_covariance": covariance(draws, d)}


def iid(draws):
    d = draws.choice((2, 3, 5, 8, 12))
    n = draws.choice(LENGTHS)
    law = design("iid", d, n, draws.choice(NOISES), **covariances(draws, d))
    kind = draws.choice(("attention", "attention", "h3", "weighted", "given") if n <= 10 else ("attention", "h3"))
    if kind == "given":
        return question(law, kind, preconditioner=[draws.numbers(d, -0.3, 0.3) for _ in range(d)])
    return question(law, kind, draws.rank(d), **({"weights": draws.numbers(n, -0.2, 1)} if kind == "weighted" else {}))


def large(draws):
    for d, decades in ((20, 12), (40, 1), (40, 12)):
        law = design(
            "iid",
            d,
            10**6,
            1e-6,
            feature_covariance={"matrix": doubles(with_condition(draws, d, decades))},
            task_covariance={"matrix": doubles(with_condition(draws, d, decades))},
        )
        yield question(law, "attention")
    law = design("iid", 40, 10**9, 0.0, feature_covariance={"matrix": products(draws, 40, 17)}, task_covariance={"matrix": products(draws, 40, 30)})
    yield question(law, "attention")
    yield question(law, "attention", 5)


def retrieval(draws):
    """The range of S_x counts here, so singular ones are exact; rounding may not decide."""
    d, n = draws.choice((2, 3, 6)), draws.choice(LENGTHS)
    features = draws.choice((
        {"matrix": doubles(with_condition(draws, d, draws.choice((1, 6, 12))))},
        {"matrix": products(draws, d, d + 1)},
        {"matrix": products(draws, d, max(d // 2, 1))},
    ))
    alpha = draws.choice((0.0, 1e-8, 0.3, 0.9, 1.0))
    law = design("retrieval", d, n, draws.choice(NOISES), alpha=alpha, feature_covariance=features, task_covariance=covariance(draws, d))
    if n > 10 or draws.random() < 0.6:
        return question(law, "attention")
    law["alpha"] = draws.numbers(n, 0, 1, 3)
    if draws.random() < 0.5:
        return question(law, "attention")
    rows = [draws.numbers(d, -0.3, 0.3) for _ in range(d)]
    return question(law, "given", preconditioner=rows, weights=draws.numbers(n, -0.5, 1))


def drift(draws):
    d, n = draws.choice((2, 4)), draws.choice((2, 5, 12))
    law = design("drift", d, n, draws.choice(NOISES), task_correlation=correlation(draws, n), **covariances(draws, d))
    return question(law, draws.choice(("attention", "h3", "h3")), draws.rank(d))


def lora(draws):
    d = draws.choice((2, 3, 3, 5, 5, 8))
    laws = []
    for _ in range(2):
        kept = draws.choice(("both", "both", "task", "feature", "neither"))
        names = {"both": ("feature_covariance", "task_covariance"), "task": ("task_covariance",), "feature": ("feature_covariance",), "neither": ()}[kept]
        chosen = {name: bounded(draws, d, name) for name in names}
        laws.append(design("iid", d, draws.choice(LENGTHS), draws.choice(NOISES), **chosen))
    if draws.random() < 0.3:  # the base is the target but for its length
        laws[1] = dict(laws[0], length=laws[0]["length"] + 1)
    return summed(question(laws[0], "lora", draws.choice((0, 1, d // 2, d)), base=laws[1]))


def bounded(draws, d, name):
    """A base divides by S_x: no features that are singular but for rounding."""
    while True:
        chosen = covariance(draws, d)
        rows = chosen["matrix"]
        exact = all(v == round(v) for row in rows for v in row)
        if name == "task_covariance" or exact or mp.eigsy(matrix(rows), eigvals_only=True)[0] > mpf(10) ** -14:
            return chosen


def exchangeable(draws):
    for c in (0.1, 0.9, 1.0):
        for d in (3, 10):
            law = design("iid", d, draws.choice(LENGTHS), draws.choice(NOISES), feature_covariance={"exchangeable": c})
            yield question(law, "attention", draws.rank(d))
            law = dict(law, task_covariance={"power_law": 2.0})
            yield question(law, "attention", draws.rank(d))
