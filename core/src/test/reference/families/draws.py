"""Seeded choices from which the questions are put together. Only integers and roundings: the same on every machine."""

import random

NOISES = (0.0, 1e-12, 1e-6, 0.25, 1.0, 1e6)
LENGTHS = (1, 2, 3, 10, 100, 1000, 10**6, 10**9)
DIMS = (1, 2, 3, 5, 10, 20, 100, 1000)


class Draws(random.Random):
    def rank(self, d):
        """A rank from 0 to d, or none."""
        return self.choice((None, 0, 1, d // 2, max(d - 1, 0), d))

    def number(self, low, high, digits=6):
        return round(self.uniform(low, high), digits)

    def numbers(self, count, low, high, digits=4):
        return [self.number(low, high, digits) for _ in range(count)]

    def spectrum(self, d):
        """Variances: random, in decades down to 1e-12, with zeros, one against many, nearly equal."""
        shape = self.choice(("random", "decades", "mild", "zeros", "one", "equal", "last"))
        if shape == "random":
            return self.numbers(d, 0.01, 3.0)
        if shape == "decades":
            return [short(10.0 ** (-12 * i / max(d - 1, 1))) for i in range(d)]
        if shape == "mild":
            return [short(2.0 / (1 + i)) for i in range(d)]
        if shape == "zeros":
            return [0.0 if self.random() < 0.4 else self.number(0.1, 2.0, 3) for _ in range(d)]
        if shape == "one":
            return [1.0] + [short(10.0 ** -self.randint(2, 12))] * (d - 1)
        if shape == "last":
            return [1.0] * (d - 1) + [1e-12]
        return [short(1 + self.randint(0, 9) * 1e-9, 12) for _ in range(d)]

    def covariance(self, d):
        kind = self.choice(("identity", "diagonal", "diagonal", "power_law", "geometric", "spiked"))
        if kind == "diagonal" and d <= 100:
            return {"diagonal": self.spectrum(d)}
        if kind == "power_law" or kind == "diagonal":
            return {"power_law": self.choice((0.5, 1.0, 1.5, 2.0, 4.0))}
        if kind == "geometric":
            return {"geometric": self.choice((0.5, 0.9, 0.99) if d <= 40 else (0.99, 0.999))}
        if kind == "spiked":
            return {"spiked": {"count": self.randint(1, d), "ratio": self.choice((2.0, 100.0, 1e6, 1e-6))}}
        return "identity"

    def covariances(self, d):
        """Both covariances, as keys of a design."""
        return {"feature_covariance": self.covariance(d), "task_covariance": self.covariance(d)}


def short(value, digits=5):
    """A double with few decimal digits, so that files stay small."""
    return float(f"{value:.{digits}e}")


def design(kind, dim, length, noise, **more):
    return {"kind": kind, "dim": dim, "length": length, "noise_variance": noise, **more}


def question(design, kind, rank=None, loss=None, **more):
    predictor = {"kind": kind, **({} if rank is None else {"rank": rank}), **more}
    return {"design": design, "predictor": predictor, **({"loss": loss} if loss else {})}


def summed(question):
    """An update of a layer that adds up, where it is used at another length than its base."""
    predictor = question["predictor"]
    if predictor["kind"] == "lora" and predictor["base"]["length"] != question["design"]["length"]:
        kept = {"normalisation": "sum", **predictor}
        return {**question, "predictor": kept}
    return question
