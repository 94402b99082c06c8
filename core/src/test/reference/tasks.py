"""How tasks are correlated along a prompt (K of docs/formulas.md, section 4), as models in which prediction is a recursion.

Each model answers, for tasks b_1..b_n and the query's b_q with Cov(b_i, b_j) = K_ij:
  variance(i)            K_ii, positions from 0, the query at n
  sums(weights)          k'w and w'Kw, one pair for each prefix length m = 0..n: the prefix predicts position m
  explained(noise, slope) k'(K + N)^-1 k for N = diag(noise), and minus its derivative along N' = diag(slope)
  cast(number)           the model in doubles (or precise), so that a search can run in doubles and its result be refined
"""

from mpmath import mpf

from precise import symmetric_part


class Static:
    """b_i = h_i' b with a fixed b of one or two components and covariance `prior`: information adds up."""

    def __init__(self, rows, prior):
        self.rows, self.prior = rows, prior
        self.size = len(prior)

    def cast(self, number):
        return Static(*([[number(v) for v in row] for row in part] for part in (self.rows, self.prior)))

    def variance(self, i):
        return self.form(self.rows[i], self.rows[i])

    def form(self, u, v):
        s = self.size
        return sum(u[a] * self.prior[a][b] * v[b] for a in range(s) for b in range(s))

    def sums(self, weights):
        total = [mpf(0)] * self.size
        result = [(mpf(0), mpf(0))]
        for m, w in enumerate(weights):
            total = [t + w * h for t, h in zip(total, self.rows[m])]
            result.append((self.form(total, self.rows[m + 1]), self.form(total, total)))
        return result

    def explained(self, noise, slope):
        s = range(self.size)
        zero = 0 * noise[0]
        information = [[zero] * self.size for _ in s]
        change = [[zero] * self.size for _ in s]
        for h, v, dv in zip(self.rows, noise, slope):
            for a in s:
                for b in s:
                    product = h[a] * h[b] / v
                    information[a][b] += product
                    change[a][b] += product * dv / v
        prior, query = self.prior, self.rows[len(noise)]
        # with P the prior, I the information and (1 + P I) u = P q: the value is q'P I u, the slope u'(change) u
        start = [sum(prior[a][b] * query[b] for b in s) for a in s]
        system = [[(1 if a == b else 0) + sum(prior[a][c] * information[c][b] for c in s) for b in s] for a in s]
        u = small_solve(system, start)
        along = [sum(information[a][b] * u[b] for b in s) for a in s]
        value = sum(start[a] * along[a] for a in s)
        return value, sum(u[a] * change[a][b] * u[b] for a in s for b in s)


def small_solve(rows, right):
    if len(rows) == 1:
        return [right[0] / rows[0][0]]
    (a, b), (c, d) = rows
    determinant = a * d - b * c
    return [(d * right[0] - b * right[1]) / determinant, (a * right[1] - c * right[0]) / determinant]


class Markov:
    """b_1 has variance `first`, then b_{i+1} = step b_i + innovation: a Kalman filter."""

    def __init__(self, first, step, innovation, length):
        self.parts = first, step, innovation, length
        self.step = step
        self.variances = [first]
        for _ in range(length):
            self.variances.append(step * step * self.variances[-1] + innovation)

    def cast(self, number):
        return Markov(*map(number, self.parts[:3]), self.parts[3])

    def variance(self, i):
        return self.variances[i]

    def sums(self, weights):
        cross, square = mpf(0), mpf(0)  # of the weighted sum so far with the next task, and of itself
        result = [(cross, square)]
        for m, w in enumerate(weights):
            square += 2 * w * cross + w * w * self.variances[m]
            cross = self.step * (cross + w * self.variances[m])
            result.append((cross, square))
        return result

    def explained(self, noise, slope):
        step = self.step
        known = change = 0 * noise[0]  # variance of the prediction of b_i from what came before
        for variance, v, dv in zip(self.variances, noise, slope):
            if variance > 0:
                unknown = variance - known
                total = unknown + v
                gain = unknown / total
                # known + unknown^2 / total; the noise acts directly and through `unknown`
                change = change * (1 - gain) ** 2 + gain * gain * dv
                known = known + unknown * gain
            known, change = step * step * known, step * step * change
        return known, change


class Dense:
    """Any K."""

    def __init__(self, k):
        self.k, self.n = k, len(k) - 1

    def cast(self, number):
        return Dense([[number(v) for v in row] for row in self.k])

    def variance(self, i):
        return self.k[i][i]

    def sums(self, weights):
        result = [(mpf(0), mpf(0))]
        for m in range(1, len(weights) + 1):
            cross = sum(weights[i] * self.k[i][m] for i in range(m))
            square = sum(weights[i] * self.k[i][j] * weights[j] for i in range(m) for j in range(m))
            result.append((cross, square))
        return result

    def explained(self, noise, slope):
        """Through w = (K + N)^-1 k; an example whose task has no variance weighs nothing."""
        kept = [i for i in range(self.n) if self.k[i][i] > 0]
        rows = [[self.k[i][j] + (noise[i] if i == j else 0) for j in kept] for i in kept]
        k = [self.k[i][self.n] for i in kept]
        w = cholesky_solve(rows, k)
        zero = 0 * noise[0]
        return sum((a * b for a, b in zip(k, w)), zero), sum((v * v * slope[i] for i, v in zip(kept, w)), zero)


def cholesky_solve(a, right):
    """Solves a symmetric positive definite system by L D L'."""
    n = len(a)
    lower, pivot = [[0] * n for _ in range(n)], [0] * n
    for i in range(n):
        row = lower[i]
        for j in range(i):
            other = lower[j]
            row[j] = a[i][j] - sum(row[k] * other[k] for k in range(j)) if j else a[i][j]
            # row[k] holds L_ik D_k until the row is done
        scaled = [row[k] / pivot[k] for k in range(i)]
        pivot[i] = a[i][i] - sum(s * r for s, r in zip(scaled, row))
        row[:i] = scaled
    y = list(right)
    for i in range(n):
        y[i] -= sum(lower[i][k] * y[k] for k in range(i))
    y = [v / p for v, p in zip(y, pivot)]
    for i in reversed(range(n)):
        y[i] -= sum(lower[k][i] * y[k] for k in range(i + 1, n))
    return y


def task_model(design):
    """The model of a drift design; of an iid design, one task for all positions."""
    n = design["length"]
    tree = design.get("task_correlation")
    if tree is None:
        return Static([[mpf(1)]] * (n + 1), [[mpf(1)]])
    if tree == "linear_drift":
        places = [mpf(i) / (n + 1) for i in range(1, n + 2)]
        return Static([[1 - t, t] for t in places], [[mpf(1), mpf(0)], [mpf(0), mpf(1)]])
    [(kind, value)] = tree.items()
    if kind == "change_point":
        c = mpf(value["correlation"])
        rows = [[mpf(1), mpf(0)] if i < value["after"] else [mpf(0), mpf(1)] for i in range(n + 1)]
        return Static(rows, [[mpf(1), c], [c, mpf(1)]])
    if kind == "ar1":
        rho = mpf(value)
        return Markov(mpf(1), rho, 1 - rho * rho, n)
    if kind == "random_walk":
        step = mpf(value["step"])
        return Markov(mpf(value["initial"]) + step, mpf(1), step, n)
    return Dense(symmetric_part(value).tolist())
