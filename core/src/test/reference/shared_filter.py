"""Best weights and preconditioner together (docs/formulas.md, section 4.4), for risks of the form
M - 2 (k'w) tr(W Sigma) + tr(W [w'(K + D_K)w Sigma + w'D_M w I] W').

Every stationary w is (K + D_K + theta D_M)^-1 k for a scalar theta. With v(theta) = k'(K + D_K + theta D_M)^-1 k:
k'w = v, w'D_M w = -v', w'(K + D_K)w = v + theta v', so a recursion for v and its derivative is all a search needs.
"""

import math

from mpmath import mp, mpf

STEP = 0.04  # of log theta in the grid; the curve has no features narrower than about 1


def best_gain(model, diagonal, zero_risks, spectrum):
    """Largest gain; diagonals of D_K and D_M, and the eigenvalues that the rank lets us keep, largest first."""
    spectrum = [v for v in spectrum if v > 0]
    if not spectrum or all(m == 0 for m in zero_risks):
        return mpf(0)
    curve = Curve(model, diagonal, zero_risks, spectrum)
    low, high = 1 / spectrum[0], 1 / spectrum[-1]
    if high / low - 1 < mpf(10) ** -50:
        return curve.gain(low)
    return max(curve.gain(theta) for theta in curve.stationary(low, high))


class Curve:
    """The gain as a function of theta, for doubles and for precise numbers."""

    def __init__(self, model, diagonal, zero_risks, spectrum):
        parts = (diagonal, zero_risks, spectrum)
        self.parts = {number: (model.cast(number), *([number(v) for v in part] for part in parts)) for number in (float, mpf)}

    def at(self, theta):
        """(gain, log theta - log of the theta that the best W for this w asks for)."""
        number = type(theta)
        model, diagonal, zero_risks, spectrum = self.parts[number]
        value, b = model.explained([v + theta * m for v, m in zip(diagonal, zero_risks)], zero_risks)
        if value == 0:
            return number(0), number(0)
        a = value - theta * b
        gain = second = third = number(0)
        for v in spectrum:
            omega = v / (a * v + b)
            gain += v * omega
            second += v * omega * omega
            third += omega * omega
        log = mp.log if number is mpf else math.log
        return value * value * gain, log(theta) - log(third / second)

    def gain(self, theta):
        return self.at(theta)[0]

    def stationary(self, low, high):
        """Every theta at which the excess changes from below to above zero: the local maxima of the gain."""
        left, right = float(mp.log(low)), float(mp.log(high))
        count = max(int((right - left) / STEP) + 2, 40)
        grid = [left + (right - left) * i / count for i in range(count + 1)]
        excess = [self.at(math.exp(x))[1] for x in grid]
        signs = [-1.0] + [e for e in excess[1:-1]] + [1.0]
        found = [i for i in range(count) if signs[i] < 0 <= signs[i + 1]]
        return [self.refined(self.bisected(grid[i], grid[i + 1])) for i in found]

    def bisected(self, below, above):
        for _ in range(45):
            middle = (below + above) / 2
            if self.at(math.exp(middle))[1] < 0:
                below = middle
            else:
                above = middle
        return below

    def refined(self, x):
        """Secant steps from a double to full precision; the gain is flat here, so half of the digits would do."""
        previous, current = mpf(x) - mpf(10) ** -9, mpf(x)
        before, now = self.at(mp.exp(previous))[1], self.at(mp.exp(current))[1]
        while now != before and abs(current - previous) > mpf(10) ** -35:
            previous, current = current, current - now * (current - previous) / (now - before)
            before, now = now, self.at(mp.exp(current))[1]
        return mp.exp(current)
