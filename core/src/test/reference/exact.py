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
    if "trained_on" in question or predictor["kind"] == "lora" and any(map(is_later, (design, predictor["base"]))):
        return transfer.gain(question)
    if predictor["kind"] == "lora":
        return lora.gain(design, predictor)
    if predictor["kind"] == "prompted":
        return prompted.gain(design, predictor)
    if predictor["kind"] in LABEL_EVEN and design["kind"] == "iid":
        return layers.gain(design, predictor)
    if predictor["kind"] in LABEL_EVEN:  # symmetric designs: the even part is worth nothing
        predictor = {**predictor, "kind": "attention"}
    if design["kind"] == "iid" and is_later(design):
        return sequences.independent_query(design, predictor)
    return BY_DESIGN[design["kind"]].gain(design, predictor)


def is_later(design):
    """More than covariances, noise and the correlations of the first designs."""
    tasks = design.get("task_covariance")
    in_subspaces = isinstance(tasks, dict) and ("subspace" in tasks or "subspaces" in tasks)
    return design["kind"] == "sequence" or has_mean(design) or "feature_law" in design or tasks == "zero" or in_subspaces
