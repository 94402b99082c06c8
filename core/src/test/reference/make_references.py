#!/usr/bin/env python3
"""Writes the reference risks, core/src/test/resources/reference/*.jsonl: the same files every time.

    python3 core/src/test/reference/make_references.py [FAMILY ...]
    python3 core/src/test/reference/make_references.py --check FILE.jsonl

Needs mpmath (made with 1.3); the files are committed, so only who changes them needs it. The risks are computed with 100
digits from the quadratic forms (1.1), (4.1), (5.1), (6.1) and (7.2) at their optima, not from the closed forms that the
project evaluates: filters by Kalman recursions, full-rank matrices without roots or eigenvalues, alignment by averaging
polynomials of chi-squares. Inputs are the exact values of their doubles. --check compares with a file of risks in doubles.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

sys.dont_write_bytecode = True

import mpmath
from mpmath import mp, mpf

from exact import answer

FAMILIES = ("iid", "retrieval", "aligned", "lora", "drift", "positions", "matrices")
TARGET = Path(__file__).resolve().parent.parent / "resources" / "reference"
HEAD = {
    "made_by": f"core/src/test/reference/make_references.py, mpmath {mpmath.__version__}, {mp.dps} digits",
    "relative_tolerance": 1e-12,
}


def main(arguments):
    if arguments[:1] == ["--check"]:
        sys.exit(check(arguments[1]))
    TARGET.mkdir(parents=True, exist_ok=True)
    for family in arguments or FAMILIES:
        start = time.time()
        lines = [json.dumps(HEAD), *reference_lines(family)]
        path = TARGET / f"{family}.jsonl"
        path.write_text("\n".join(lines) + "\n")
        print(f"{path.name}: {len(lines) - 1} questions, {path.stat().st_size} bytes, {time.time() - start:.1f} s")


def reference_lines(family):
    seen = set()
    for question in import_module(f"families.{family}").questions():
        extra = question.pop("expected", {})
        key = json.dumps(question, sort_keys=True)
        if key in seen:
            continue
        seen.add(key)
        risk, zero, gain = answer(question)
        if abs(risk) < mpf(10) ** -80 * (zero + abs(gain)):
            risk = mpf(0)
        expected = {"risk": text(risk), "zero_risk": text(zero), "gain": text(gain), **extra}
        yield json.dumps({"id": f"{family}-{len(seen):04d}", **question, "expected": expected})


def text(value):
    return mp.nstr(value, 32)


def check(path):
    """Compares our answers with a file's; 0 when all are within their tolerance."""
    cases = [json.loads(line) for line in Path(path).read_text().splitlines()]
    worst = mpf(0)
    for case in cases:
        expected = case["expected"]
        error = abs(answer(case)[0] / mpf(expected["risk"]) - 1) / mpf(expected["relative_tolerance"])
        worst = max(worst, error)
        if error > 1:
            print(f"{case['id']}: {mp.nstr(answer(case)[0], 17)}, expected {expected['risk']}")
    print(f"{len(cases)} cases, worst error {mp.nstr(worst, 3)} of its tolerance")
    return int(worst > 1)


if __name__ == "__main__":
    main(sys.argv[1:])
