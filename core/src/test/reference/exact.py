"""The risk of a question (the JSON vocabulary of the project) in 100-digit arithmetic."""

import aligned
import independent
import lora
import positions
import retrieval


def answer(question):
    """(risk, risk of predicting zero, gain)."""
    design, predictor = question["design"], question["predictor"]
    zero, gain = module(question).gain(design, predictor)
    return zero - gain, zero, gain


def module(question):
    if question.get("loss", "query") == "positions":
        return positions
    if question["predictor"]["kind"] == "lora":
        return lora
    return {"iid": independent, "drift": independent, "retrieval": retrieval, "aligned": aligned}[question["design"]["kind"]]
