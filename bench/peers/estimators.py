#!/usr/bin/env python3
"""Training throughput of prompted steps and of steps with squared labels, as they are first written in PyTorch: one JSON line.

usage: estimators.py --model prompted|attention_squares [--d 20] [--n 40] [--seconds 4] [--threads 1] [--seed 1]

Prompts are x ~ N(0, I), y = x.beta + noise of deviation 0.3. Tasks of `prompted` come from two groups of means 1.4 and -0.6, with
probabilities 0.3 and 0.7. Every step draws fresh prompts. CPU time of one thread; the best of three batch sizes is reported.
"""
import argparse
import json
import os
import statistics
import time

NOISE = 0.3
MEANS = (1.4, -0.6)
SHARES = (0.3, 0.7)
BATCHES = (256, 1024, 4096)
REPEATS = 5


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=["prompted", "attention_squares"], required=True)
    parser.add_argument("--d", type=int, default=20)
    parser.add_argument("--n", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


GIVEN = arguments()
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(GIVEN.threads)

import torch  # after the number of threads is set
from torch import nn


def prompts(size, d, n, groups):
    """Features, labels, query, target, and the group of each prompt."""
    group = torch.multinomial(torch.tensor(SHARES), size, replacement=True) if groups else None
    beta = torch.randn(size, d)
    if groups:
        beta = beta + torch.tensor(MEANS)[group].unsqueeze(1)
    x = torch.randn(size, n, d)
    y = torch.bmm(x, beta.unsqueeze(2)).squeeze(2) + NOISE * torch.randn(size, n)
    query = torch.randn(size, d)
    target = (query * beta).sum(1) + NOISE * torch.randn(size)
    return x, y, query, target, group


class Prompted(nn.Module):
    """query' W (X'y / n + p_k)."""

    def __init__(self, d):
        super().__init__()
        self.w = nn.Parameter(torch.randn(d, d) / d)
        self.prompt = nn.Parameter(torch.zeros(len(MEANS), d))

    def forward(self, x, y, query, group):
        moment = torch.bmm(x.transpose(1, 2), y.unsqueeze(2)).squeeze(2) / x.shape[1]
        return (query * ((moment + self.prompt[group]) @ self.w.T)).sum(1)


class SquaredLabels(nn.Module):
    """query' (W X'y + v sum y^2) / n."""

    def __init__(self, d):
        super().__init__()
        self.w = nn.Parameter(torch.randn(d, d) / d)
        self.v = nn.Parameter(torch.zeros(d))

    def forward(self, x, y, query, group):
        moment = torch.bmm(x.transpose(1, 2), y.unsqueeze(2)).squeeze(2) / x.shape[1]
        squares = (y * y).mean(1)
        return (query * (moment @ self.w.T + squares.unsqueeze(1) * self.v)).sum(1)


def rate(batch, d, n, seconds):
    """The median over repeats of prompts a CPU second."""
    prompted = GIVEN.model == "prompted"
    model = Prompted(d) if prompted else SquaredLabels(d)
    descent = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        x, y, query, target, group = prompts(batch, d, n, prompted)
        descent.zero_grad()
        loss = ((model(x, y, query, group) - target) ** 2).mean()
        loss.backward()
        descent.step()

    step()
    rates = []
    for _ in range(REPEATS):
        start, done = time.process_time(), 0
        while time.process_time() - start < seconds / REPEATS:
            step()
            done += batch
        rates.append(done / (time.process_time() - start))
    return statistics.median(rates)


def main():
    torch.manual_seed(GIVEN.seed)
    torch.set_num_threads(GIVEN.threads)
    rates = {batch: rate(batch, GIVEN.d, GIVEN.n, GIVEN.seconds / len(BATCHES)) for batch in BATCHES}
    best = max(rates, key=rates.get)
    print(json.dumps({
        "model": GIVEN.model, "d": GIVEN.d, "n": GIVEN.n, "best_batch": best, "prompts_per_second": rates[best],
        "torch": torch.__version__, "mkl": torch.backends.mkl.is_available()}))


main()
