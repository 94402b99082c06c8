#!/usr/bin/env python3
"""Writes the reference risks, core/src/test/resources/reference/*.jsonl: the same files every time.

    python3 core/src/test/reference/make_references.py [FAMILY ...]
    python3 core/src/test/reference/make_references.py --check FILE.jsonl [GROUP ...]

Needs mpmath (made with 1.3); the files are committed, so only who changes them needs it. The risks are computed with 100
digits from the quadratic forms (1.1), (4.1), (5.1), (6.1) and (7.2) at their optima, not from the closed forms that the
project evaluates: filters by Kalman recursions, full-rank matrices without roots or eigenvalues, alignment by averaging
polynomials of chi-squares. Inputs are the exact values of their doubles. --check compares with a file of risks in doubles.

The later families (docs/formulas.md, sections 15 to 21) minimise quadratic forms in W, weights or regressions by linear
systems and singular values; expansions_laws.py checks the forms, closed_forms_laws.py what the document derives from them.
In an answer "beyond" says why a question goes beyond what the first version of a formula may cover, "sensitivity" is given
where rounding the entries of a full covariance moves the risk by more than the tolerance.
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
from sensitivity import of_matrices

FAMILIES = ("iid", "retrieval", "aligned", "lora", "drift", "positions", "matrices")
LATER = ("subspace", "transfer", "prompts", "means", "squares", "sequence", "feature_law")
TARGET = Path(__file__).resolve().parent.parent / "resources" / "reference"
HEAD = {
    "made_by": f"core/src/test/reference/make_references.py, mpmath {mpmath.__version__}, {mp.dps} digits",
    "relative_tolerance": 1e-12,
}


def main(arguments):
    if arguments[:1] == ["--check"]:
        sys.exit(check(arguments[1], arguments[2:]))
    TARGET.mkdir(parents=True, exist_ok=True)
    for family in arguments or FAMILIES + LATER:
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
        if family in LATER:
            extra = {**extra, **sensitive(question, risk)}
        expected = {"risk": text(risk), "zero_risk": text(zero), "gain": text(gain), **extra}
        yield json.dumps({"id": f"{family}-{len(seen):04d}", **question, "expected": expected})


def sensitive(question, risk):
    """Only where rounding the input moves the risk so far that 1e-12 cannot be asked for."""
    by = of_matrices(question)
    return {"sensitivity": mp.nstr(by, 6)} if 20 * by > mpf("1e-12") * abs(risk) else {}


def text(value):
    return mp.nstr(value, 32)


def check(path, groups):
    """Compares our answers with a file's, of these groups (an id without its number) or all; 0 when all are within their tolerance."""
    cases = [json.loads(line) for line in Path(path).read_text().splitlines()]
    worst, count = {}, {}
    for case in cases:
        expected, group = case.pop("expected"), case.pop("id").rsplit("-", 1)[0]
        if groups and group not in groups:
            continue
        risk = answer(case)[0]
        error = abs(risk / mpf(expected["risk"]) - 1) / mpf(expected["relative_tolerance"])
        worst[group] = max(worst.get(group, mpf(0)), error)
        count[group] = count.get(group, 0) + 1
        if error > 1:
            print(f"{group}: {mp.nstr(risk, 17)}, expected {expected['risk']}: {json.dumps(case)[:300]}")
    for group in worst:
        print(f"{group}: {count[group]} cases, worst error {mp.nstr(worst[group], 3)} of its tolerance")
    return int(any(error > 1 for error in worst.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
