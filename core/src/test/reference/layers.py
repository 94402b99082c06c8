"""Estimators that see the even part of the labels (docs/formulas.md, sections 17, 18): a column of squared labels, the whole layer.

A layer with label vector (u, z) regresses the task on phi = (X'v, y'v), v = X u + z y. Its moments need only
m = E beta, R = E beta beta', q = E tau beta and omega = E tau^2, tau = beta'S_x beta + s^2.
"""

import math

from mpmath import matrix, mp, mpf

from precise import factor, trace
from second_moments import features, projector, pseudo_inverse
from task_laws import TaskLaw
from tasks import cholesky_solve

GRID = 720


class LayerLaw:
    """m, R, q and omega in the coordinates of the design."""

    def __init__(self, design):
        self.n, self.d, self.sx = design["length"], design["dim"], features(design)
        self.noise = mpf(design.get("noise_variance", 0.0))
        law = TaskLaw(design)
        self.m, self.r = law.mean, law.second
        self.q, self.omega = law.third(self.sx, self.noise), law.fourth(self.sx, self.noise)
        self.zero = trace(self.sx, self.r) + self.noise

    def regression(self, u, z):
        """(E phi phi', E beta phi') for features of covariance S_x: v sees the task through u and z beta."""
        n, d, sx = self.n, self.d, self.sx
        xu, xm = sx * u, sx * self.m
        rxu = self.r * xu
        um, uq, uu, uru = (u.T * xm)[0], (xu.T * self.q)[0], (u.T * xu)[0], (xu.T * rxu)[0]
        theta = uu + 2 * z * um + z * z * self.zero
        tt = u * u.T + z * (u * self.m.T + self.m * u.T) + z * z * self.r
        kappa_t = (z * self.zero + um) * u + z * (z * self.q + rxu)
        theta_b = uu * self.m + 2 * z * rxu + z * z * self.q
        block = n * (n + 1) * (sx * tt * sx) + n * theta * sx
        column = sx * (n * (n + 1) * kappa_t + n * theta_b)
        gram, cross = mp.zeros(d + 1), mp.zeros(d, d + 1)
        block_cross = n * ((self.m * u.T + z * self.r) * sx)
        last = n * (z * self.q + rxu)
        for i in range(d):
            gram[i, d] = gram[d, i] = column[i]
            cross[i, d] = last[i]
            for j in range(d):
                gram[i, j], cross[i, j] = block[i, j], block_cross[i, j]
        square = z * z * self.omega + 2 * z * uq
        gram[d, d] = n * (n + 1) * (square + uru) + n * (uu * self.zero + square)
        return gram, cross

    def fitted(self, u, z):
        gram, cross = self.regression(u, z)
        return projector(self.sx) * cross * pseudo_inverse(gram)

    def gain_of(self, fit, u, z):
        gram, cross = self.regression(u, z)
        return 2 * trace(self.sx, fit * cross.T) - trace(self.sx, fit * gram * fit.T)

    def gain_at(self, u, z):
        return self.gain_of(self.fitted(u, z), u, z)

    # --- laws that are symmetric about an axis -------------------------------------------------------------------------

    def axis(self):
        """The direction of m, or of q where m is 0; None where both are."""
        for v in (self.m, self.q):
            size = mp.sqrt((v.T * self.sx * v)[0])
            if size > mpf(10) ** -60 * mp.sqrt(self.zero):
                return v / size
        return None

    def across(self, e):
        """A direction at right angles to the axis; refuses laws whose moments are not symmetric about it. None if d = 1."""
        along = e * (e.T * self.sx)
        rest = mp.eye(self.d) - along
        moved = [rest * self.m, rest * self.q, rest * (self.r * (self.sx * e))]
        f = next((v / mp.sqrt((v.T * self.sx * v)[0]) for v in (rest[:, j] for j in range(self.d)) if mp.norm(v) > mpf("1e-9")), None)
        if f is not None:
            part = rest * self.r * rest.T
            level = (f.T * self.sx * part * self.sx * f)[0]
            moved.append(part - level * (pseudo_inverse(self.sx) - e * e.T))
        if any(mp.norm(v) > mpf("1e-14") * self.zero for v in moved):
            raise ValueError("no search: the law has no axis of symmetry")
        return f

    def best_label_vector(self):
        """(u, z) of the greatest gain, u in the plane of the axis and one direction across: every u is a turn of such a one."""
        e = self.axis()
        if e is None or self.n == 0:
            return mp.zeros(self.d, 1), mpf(1)
        f, scale = self.across(e), mp.sqrt(self.zero)

        def at(a, b):
            u = mp.sin(a) * mp.cos(b) * e + (mp.sin(b) * f if f is not None else 0 * e)
            return scale * u, mp.cos(a) * mp.cos(b)

        coarse = Coarse(self, e, f, scale)
        gain = lambda a, b: self.gain_at(*at(a, b))
        tops = [refined(gain, *top) for top in coarse.tops()]
        return at(*max(tops, key=lambda top: gain(*top)))


def refined(gain, a, b):
    """Newton's method with differences; on the axis (b = 0) along it only, where the gain is even in b."""
    h = mpf(10) ** -20
    for _ in range(5):
        middle, up, down = gain(a, b), gain(a + h, b), gain(a - h, b)
        da, daa = (up - down) / (2 * h), (up + down - 2 * middle) / h**2
        if b == 0:
            if daa == 0:
                break
            a -= da / daa
            continue
        left, right = gain(a, b - h), gain(a, b + h)
        db, dbb = (right - left) / (2 * h), (right + left - 2 * middle) / h**2
        dab = (gain(a + h, b + h) - gain(a + h, b - h) - gain(a - h, b + h) + gain(a - h, b - h)) / (4 * h**2)
        determinant = daa * dbb - dab**2
        a, b = a - (dbb * da - dab * db) / determinant, b - (daa * db - dab * da) / determinant
    return a, b


class Coarse:
    """The gain over the half sphere of label vectors in doubles, good enough to find where its maxima are."""

    def __init__(self, law, e, f, scale):
        factors = factor(law.sx)
        self.n, self.zero, self.omega = law.n, float(law.zero), float(law.omega)
        self.m, self.q = floats(factors.T * law.m), floats(factors.T * law.q)
        self.r = [floats(row) for row in (factors.T * law.r * factors).tolist()]
        # label vectors u act on x, so on white features as factors' u too
        self.e = floats(scale * (factors.T * e))
        self.f = None if f is None else floats(scale * (factors.T * f))

    def tops(self):
        """Local maxima on the axis, and the best place off it where that is higher."""
        step = math.pi / GRID
        values = [self.gain(step * i, 0.0) for i in range(GRID)]
        found = [i for i in range(GRID) if values[i] >= values[i - 1] and values[i] >= values[(i + 1) % GRID]]
        found = sorted(found, key=lambda i: -values[i])[:3]
        axis = [self.climbed(step * i, 0.0, step, 0.0) for i in found]
        if self.f is None:
            return [(mpf(a), mpf(0)) for _, a, _ in axis]
        places = [(math.pi * i / 90, math.pi * j / 60) for i in range(90) for j in range(1, 31)]
        places = sorted(places, key=lambda place: -self.gain(*place))[:3]
        away = max(self.climbed(a, b, math.pi / 90, math.pi / 60) for a, b in places)
        higher = away[0] > max(v for v, _, _ in axis) + 1e-10 * self.zero
        return [(mpf(a), mpf(b)) for _, a, b in (axis + [away] if higher else axis)]

    def climbed(self, a, b, da, db):
        """A pattern search."""
        best = self.gain(a, b)
        while da > 1e-8:
            moves = [(self.gain(a + x, b + y), a + x, b + y) for x, y in ((da, 0), (-da, 0), (0, db), (0, -db))]
            top = max(moves)
            if top[0] > best:
                best, a, b = top
            else:
                da, db = da / 2, db / 2
        return best, a, b

    def gain(self, a, b):
        n, k = self.n, range(len(self.m))
        u, z = [math.sin(a) * math.cos(b) * v for v in self.e], math.cos(a) * math.cos(b)
        if self.f is not None:
            u = [v + math.sin(b) * w for v, w in zip(u, self.f)]
        ru = [dot(row, u) for row in self.r]
        um, uu, uq, uru = dot(u, self.m), dot(u, u), dot(u, self.q), dot(u, ru)
        theta = uu + 2 * z * um + z * z * self.zero
        kappa = z * self.zero + um
        square = z * z * self.omega + 2 * z * uq
        gram = [
            [
                (n + 1) * (u[i] * u[j] + z * (u[i] * self.m[j] + self.m[i] * u[j]) + z * z * self.r[i][j]) + (theta if i == j else 0)
                for j in k
            ]
            + [(n + 1) * (kappa * u[i] + z * (z * self.q[i] + ru[i])) + uu * self.m[i] + 2 * z * ru[i] + z * z * self.q[i]]
            for i in k
        ]
        gram.append([row[-1] for row in gram] + [(n + 1) * (square + uru) + uu * self.zero + square])
        cross = [[self.m[i] * u[j] + z * self.r[i][j] for j in k] + [z * self.q[i] + ru[i]] for i in k]
        sizes = [math.sqrt(max(gram[i][i], 1e-300)) for i in range(len(gram))]
        gram = [[v / (a * b) for v, b in zip(row, sizes)] for row, a in zip(gram, sizes)]
        for i in range(len(gram)):
            gram[i][i] += 1e-12
        total = 0.0
        for row in cross:
            right = [v / b for v, b in zip(row, sizes)]
            total += dot(right, cholesky_solve(gram, right))
        return n * total


def floats(vector):
    return [float(v) for v in vector]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def gain(design, predictor):
    law = LayerLaw(design)
    if predictor["kind"] == "attention_squares":
        return law.zero, law.gain_at(mp.zeros(law.d, 1), mpf(1))
    return law.zero, law.gain_at(*law.best_label_vector())
