"""Trained here, tested there (docs/formulas.md, section 15): whatever may be chosen is chosen on one law and tested on another."""

from mpmath import matrix, mp, mpf

import aligned
import lora
import prompted
import retrieval
from layers import LayerLaw
from precise import precise
from second_moments import second_moments
from sequences import Correlated, is_correlated, isotropic_scale
from tasks import task_model


def gain(question):
    """(risk of predicting zero, gain) on the design."""
    design, predictor = question["design"], question["predictor"]
    train = question.get("trained_on", design)
    kind = predictor["kind"]
    if kind == "prompted":
        return prompts(design, predictor, train)
    if kind in ("attention_squares", "attention_layer"):
        return label_even(design, predictor, train)
    w, weights = chosen(train, predictor)
    return tested(design, rescaled(w, predictor, train, design), weights)


def rescaled(w, predictor, train, design):
    """A layer that divides by its number of examples acts at length m as W n / m."""
    if predictor.get("normalisation", "mean") == "sum" or design["length"] == 0:
        return w
    return w * (mpf(train["length"]) / design["length"])


def chosen(train, predictor):
    """W and weights of the optimum on the training law."""
    kind, rank = predictor["kind"], predictor.get("rank")
    if kind == "lora":
        start = rescaled(optimum(predictor["base"]), predictor, predictor["base"], train)
        return second_moments(train).best(rank, start), None
    if kind == "h3":
        return filtered(train)
    weights = precise(predictor["weights"]) if "weights" in predictor else None
    return optimum(train, rank, weights), weights


def optimum(train, rank=None, weights=None):
    if train["kind"] in ("retrieval", "aligned"):
        w = lora.preconditioner(train)
        return mp.diag(w) if isinstance(w, list) else w
    if is_correlated(train):
        return isotropic_scale(Correlated(train)) * mp.eye(train["dim"])
    return second_moments(train, weights).best(rank)


def filtered(train):
    """Weights and W = I of the best step on drifting tasks, isotropic: one linear system."""
    model, n, d = task_model(train), train["length"], train["dim"]
    noise = train.get("noise_variance", 0.0)
    levels = precise(noise) if isinstance(noise, list) else [mpf(noise)] * (n + 1)
    unit = [[mpf(i == m) for m in range(n)] for i in range(n)]
    both = lambda i, j: model.sums([a + b for a, b in zip(unit[i], unit[j])])[-1][1]
    signal = matrix([model.sums(unit[i])[-1][0] for i in range(n)])
    own = [model.variance(i) for i in range(n)]
    system = matrix(n)
    for i in range(n):
        for j in range(n):
            system[i, j] = (d + 2) * own[i] + levels[i] if i == j else (both(i, j) - own[i] - own[j]) / 2
    return mp.eye(d), list(mp.lu_solve(system, signal))


def tested(design, w, weights):
    if design["kind"] == "retrieval":
        law = retrieval.Retrieval(design)
        given = {"preconditioner": w.tolist(), **({} if weights is None else {"weights": weights})}
        return law.zero_risk(), retrieval.gain_of_given(law, given) if design["length"] else mpf(0)
    if design["kind"] == "aligned":
        law = aligned.Aligned(design, weights)
        return law.zero_risk(), aligned.gain_of_given(law, w.tolist()) if design["length"] else mpf(0)
    if is_correlated(design):
        law = Correlated(design)
        return law.zero_risk(), law.gain(w, weights)
    law = second_moments(design, weights)
    return law.zero, law.gain(w)


def prompts(design, predictor, train):
    fit, has_heads = prompted.chosen(train, predictor["strategy"])
    test = prompted.Groups(design)
    zero = test.zero_risk()
    if has_heads:
        test.subtract([group.mean for group in prompted.Groups(train).law.groups])
    return zero, zero - test.risk(fit)


def label_even(design, predictor, train):
    law, test = LayerLaw(train), LayerLaw(design)
    u, z = mp.zeros(law.d, 1), mpf(1)
    if predictor["kind"] == "attention_layer":
        u, z = law.best_label_vector()
    fit = rescaled(law.fitted(u, z), predictor, train, design)
    return test.zero, test.gain_of(fit, u, z)
