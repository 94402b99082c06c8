"""The risk of a question (the JSON vocabulary of the project) in 100-digit arithmetic."""

import aligned
import independent
import layers
import lora
import positions
import prompted
import retrieval
import sequences
import transfer
from task_laws import has_mean

LABEL_EVEN = ("attention_squares", "attention_layer")
BY_DESIGN = {"iid": independent, "drift": independent, "retrieval": retrieval, "aligned": aligned, "sequence": sequences}


def answer(question):
    """(risk, risk of predicting zero, gain)."""
    zero, gain = gain_of(question)
    return zero - gain, zero, gain


def gain_of(question):
    """(risk of predicting zero, gain)."""
    design, predictor = question["design"], question["predictor"]
    if question.get("loss", "query") == "positions":
        return positions.gain(design, predictor)
    if "trained_on" in question or predictor.get("normalisation") or is_new_base(predictor):
        return transfer.gain(question)
    if predictor["kind"] == "lora":
        return lora.gain(design, predictor)
    if predictor["kind"] == "prompted":
        return prompted.gain(design, predictor)
    if predictor["kind"] in LABEL_EVEN and design["kind"] == "iid":
        return layers.gain(design, predictor)
    if predictor["kind"] in LABEL_EVEN:  # symmetric designs: the even part is worth nothing
        predictor = {**predictor, "kind": "attention"}
    if design["kind"] == "iid" and (has_mean(design) or "feature_law" in design or is_subspace(design)):
        return sequences.independent_query(design, predictor)
    return BY_DESIGN[design["kind"]].gain(design, predictor)


def is_subspace(design):
    tree = design.get("task_covariance")
    return tree == "zero" or isinstance(tree, dict) and ("subspace" in tree or "subspaces" in tree)


def is_new_base(predictor):
    base = predictor.get("base", {"kind": "iid"})
    return base["kind"] == "sequence" or has_mean(base) or "feature_law" in base or is_subspace(base)
