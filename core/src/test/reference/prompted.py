"""Task prompts (docs/formulas.md, section 16): least squares of the task on h and one column for each group.

The predictor x'(W h + c_k) is linear in W and the offsets c_k = W p_k, so a strategy is which of them a fit may choose.
Moments are those of h = X'y within each group.
"""

from mpmath import matrix, mp, mpf

from precise import trace
from second_moments import features, projector, pseudo_inverse
from task_laws import TaskLaw


class Groups:
    """S_x and, for each group, moments of h and the task given the group."""

    def __init__(self, design, centred=False):
        self.n, self.sx = design["length"], features(design)
        self.noise = mpf(design.get("noise_variance", 0.0))
        self.law = TaskLaw(design)
        self.centred = centred

    def subtract(self, heads):
        """Labels y - x'h and so tasks beta - h, with a head h for each group."""
        for g, head in zip(self.law.groups, heads):
            g.mean = g.mean - head
            g.second = g.covariance + g.mean * g.mean.T
        self.law.second = self.law.average(lambda g: g.second)

    def moments(self, g):
        """E h, E h h' and E beta h' within a group; labels without their mean x'mu where a head has removed it."""
        r = g.covariance if self.centred else g.second
        mean = 0 * g.mean if self.centred else g.mean
        n, sx = self.n, self.sx
        square = n * (n + 1) * (sx * r * sx) + n * (trace(sx, r) + self.noise) * sx
        cross = n * (g.covariance if self.centred else g.second) * sx
        return n * (sx * mean), square, cross

    def normal_equations(self):
        """Gram matrix of (h, indicator of each group) and their products with the task."""
        d, k = self.law.d, len(self.law.groups)
        gram, cross = mp.zeros(d + k), mp.zeros(d, d + k)
        for index, g in enumerate(self.law.groups):
            h, square, task = self.moments(g)
            column = d + index
            gram[column, column] = g.weight
            for i in range(d):
                gram[i, column] = gram[column, i] = g.weight * h[i]
                cross[i, column] = g.weight * (0 if self.centred else g.mean[i])
                for j in range(d):
                    gram[i, j] += g.weight * square[i, j]
                    cross[i, j] += g.weight * task[i, j]
        return gram, cross

    def zero_risk(self):
        return trace(self.sx, self.law.second) + self.noise

    def target(self):
        """E y^2, without the means where heads supply them."""
        return trace(self.sx, self.law.within if self.centred else self.law.second) + self.noise

    def risk(self, fit):
        """Of x' fit (h, indicators)."""
        gram, cross = self.normal_equations()
        return self.target() - 2 * trace(self.sx, fit * cross.T) + trace(self.sx, fit * gram * fit.T)

    def fitted(self, columns):
        """The fit on the first columns."""
        gram, cross = self.normal_equations()
        d, size = cross.rows, gram.rows
        fit = mp.zeros(d, size)
        if columns:
            part = projector(self.sx) * cross[:, :columns] * pseudo_inverse(gram[:columns, :columns])
            for i in range(d):
                for j in range(columns):
                    fit[i, j] = part[i, j]
        return fit

    def with_offsets(self, w):
        """The best offsets beside this W: what the group still misses on average."""
        d, k = self.law.d, len(self.law.groups)
        fit = mp.zeros(d, d + k)
        for index, g in enumerate(self.law.groups):
            offset = g.mean - w * self.moments(g)[0]
            for i in range(d):
                fit[i, d + index] = offset[i]
                for j in range(d):
                    fit[i, j] = w[i, j]
        return fit


def chosen(design, strategy):
    """(the fit, whether labels are centred), chosen on this law."""
    groups = Groups(design, strategy == "decoupled")
    d, everything = design["dim"], design["dim"] + len(groups.law.groups)
    if strategy == "joint":
        return groups.fitted(everything), False
    if strategy == "tuned":
        return groups.with_offsets(plain_optimum(groups)), False
    return groups.fitted(d), strategy == "decoupled"


def plain_optimum(groups):
    """W of plain training; with n = 0 its limit as n tends to 0 in the formula, so that prompts have a W to act through."""
    gram, cross = groups.normal_equations()
    d = groups.law.d
    if groups.n == 0:
        return mp.zeros(d)
    return projector(groups.sx) * cross[:, :d] * pseudo_inverse(gram[:d, :d])


def gain(design, predictor):
    groups = Groups(design)
    zero = groups.zero_risk()
    fit, centred = chosen(design, predictor["strategy"])
    return zero, zero - Groups(design, centred).risk(fit)
