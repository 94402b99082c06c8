#!/usr/bin/env python3
"""Training throughput of icl and of PyTorch, by turns, one thread each: a table of ratios by medians.

usage: compare.py PEERS MKL [--rounds 3] [--seconds 4] [--json FILE]

PEERS  folder of the PyTorch programs: throughput.py and with_mkl.sh, which runs them on a library with MKL
MKL    folder where with_mkl.sh keeps that library; made on first use

A prompt counts when it was drawn, predicted, differentiated and used in a step of Adam; CPU time of one thread on both sides.
Cells of the table: thousand prompts a second of icl / of PyTorch = ratio (least and largest ratio of a round).
"""
import argparse
import json
import os
import statistics
import subprocess
import sys

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SIZES = [(20, 40), (20, 100), (50, 200)]
# column, options of icl, options of the peer
COLUMNS = [
    ("attention", ["--architecture", "attention", "--sampler", "features"], ["--model", "linatt", "--impl", "bmm"]),
    ("h3", ["--architecture", "h3", "--sampler", "features"], ["--model", "h3", "--impl", "bmm"]),
    ("W only", ["--architecture", "pgd", "--sampler", "sufficient"], ["--model", "pgd", "--impl", "moment"]),
]
# architecture of icl, more of its options; the peer is estimators.py beside this file
ESTIMATORS = [
    ("prompted", ["--design", "groups", "--noise-variance", "0.09", "--sampler", "sufficient"]),
    ("attention_squares", ["--noise-variance", "0.09", "--sampler", "sufficient"]),
]
NAMES = [name for name, *_ in COLUMNS + ESTIMATORS]
SUFFICIENT = ["--architecture", "attention", "--sampler", "sufficient"]


def fail(message):
    print("compare: " + message, file=sys.stderr)
    sys.exit(2)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peers")
    parser.add_argument("mkl")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--json", help="write every measurement to this file")
    given = parser.parse_args()
    for needed in ("throughput.py", "with_mkl.sh"):
        if not os.path.isfile(os.path.join(given.peers, needed)):
            fail(f"Cannot find {needed} in {given.peers}: give the folder of the PyTorch programs first")
    if given.rounds < 1:
        fail(f"Invalid rounds: {given.rounds} (must be at least 1)")
    return given


def last_json(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        fail("Cannot run " + " ".join(command) + ":\n" + done.stderr.strip())
    return json.loads(done.stdout.strip().splitlines()[-1])


def ours(options, dim, length, given):
    sizes = ["--dim", str(dim), "--length", str(length), "--seconds", str(given.seconds)]
    return last_json([os.path.join(HOME, "icl"), "bench", "train"] + options + sizes)["prompts_per_second"]


def torch(program, options, dim, length, given):
    command = ["sh", os.path.join(given.peers, "with_mkl.sh"), given.mkl, program]
    return last_json(command + options + ["--d", str(dim), "--n", str(length), "--threads", "1"])


def theirs(options, dim, length, given):
    program = os.path.join(given.peers, "throughput.py")
    return torch(program, options + ["--stages", "train"], dim, length, given)["best"]["train"]["pps"]


def estimator(architecture, dim, length, given):
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "estimators.py")
    options = ["--model", architecture, "--seconds", str(given.seconds)]
    return torch(program, options, dim, length, given)["prompts_per_second"]


def main():
    given = arguments()
    pairs = {}
    short, long = [], []
    for number in range(given.rounds):
        for dim, length in SIZES:
            for name, our_options, peer_options in COLUMNS:
                pair = (ours(our_options, dim, length, given), theirs(peer_options, dim, length, given))
                pairs.setdefault((dim, length, name), []).append(pair)
            for name, our_options in ESTIMATORS:
                options = ["--architecture", name] + our_options
                pair = (ours(options, dim, length, given), estimator(name, dim, length, given))
                pairs.setdefault((dim, length, name), []).append(pair)
        short.append(ours(SUFFICIENT, 20, 40, given))
        long.append(ours(SUFFICIENT, 20, 2000, given))
        print(f"round {number + 1} of {given.rounds}", file=sys.stderr, flush=True)
    table(pairs)
    print(f"attention, sufficient: (20,2000) / (20,40) = {statistics.median(a / b for a, b in zip(long, short)):.2f}"
          f"   ({statistics.median(long) / 1e3:.0f} / {statistics.median(short) / 1e3:.0f})")
    if given.json:
        with open(given.json, "w") as file:
            rows = [dict(dim=d, length=n, column=c, icl=a, torch=b) for (d, n, c), all in pairs.items() for a, b in all]
            json.dump(dict(pairs=rows, sufficient_40=short, sufficient_2000=long), file, indent=1)


def table(pairs):
    print(f"{'(d, n)':12}" + "".join(f"{name:>36}" for name in NAMES))
    for dim, length in SIZES:
        cells = []
        for name in NAMES:
            both = pairs[dim, length, name]
            icl = statistics.median(a for a, _ in both)
            torch = statistics.median(b for _, b in both)
            ratios = [a / b for a, b in both]
            cells.append(f"{icl / 1e3:.0f} / {torch / 1e3:.0f} = {icl / torch:.1f} ({min(ratios):.1f}..{max(ratios):.1f})")
        print(f"{f'({dim},{length})':12}" + "".join(f"{cell:>36}" for cell in cells))


if __name__ == "__main__":
    main()
