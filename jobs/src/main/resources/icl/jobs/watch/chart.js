// Draws curves as SVG: theory as lines, measurements as marks with intervals. A color for each architecture, a mark for each measure.
const SVG = "http://www.w3.org/2000/svg";
const COLORS = 6;
const MARKS = ["circle", "square", "diamond", "triangle", "cross"];
const LINES = { exact: "curve", paper: "curve dotted" };
const HEIGHT = 340;
const EDGE = { left: 62, right: 14, top: 12, bottom: 44 };

function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The name of a curve. */
export function nameOf(curve) {
  return `${curve.architecture}, ${curve.measure}${curve.measure_id ? ` (${curve.measure_id.slice(0, 6)})` : ""}`;
}

/** Numbers as people read them: 1,200,000; 0.0312; 3.1e-9. */
export function text(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(3).replace(/\.?0+e/, "e").replace("e+", "e");
  return value.toLocaleString("en", { maximumSignificantDigits: Number.isInteger(value) ? 9 : 5 });
}

/** How the curves look, in their order: the same looks as long as the architectures and measures are the same. */
export function looks(curves) {
  const architectures = [...new Set(curves.map((curve) => curve.architecture))].sort();
  const measured = [...new Set(curves.filter((curve) => !LINES[curve.measure]).map((c) => c.measure + c.measure_id))].sort();
  return curves.map((curve) => ({
    color: `c${architectures.indexOf(curve.architecture) % COLORS}`,
    line: LINES[curve.measure] ?? "curve thin",
    mark: LINES[curve.measure] ? null : MARKS[measured.indexOf(curve.measure + curve.measure_id) % MARKS.length],
  }));
}

function mark(kind, x, y) {
  switch (kind) {
    case "square": return element("rect", { class: "mark", x: x - 3.5, y: y - 3.5, width: 7, height: 7 });
    case "diamond": return element("path", { class: "mark", d: `M${x} ${y - 5}l5 5l-5 5l-5-5z` });
    case "triangle": return element("path", { class: "mark", d: `M${x} ${y - 5}l4.5 8h-9z` });
    case "cross": return element("path", { class: "mark", d: `M${x - 4} ${y - 4}l8 8m0-8l-8 8` });
    default: return element("circle", { class: "mark", cx: x, cy: y, r: 4 });
  }
}

/** What a curve looks like, for the legend. */
export function sample(look) {
  const parts = [element("path", { class: look.line, d: "M1 6H33" })];
  if (look.mark) parts.push(mark(look.mark, 17, 6));
  return element("svg", { class: look.color, viewBox: "0 0 34 12", "aria-hidden": "true" }, ...parts);
}

/** A scale, logarithmic where values are positive and far apart. */
function scale(values, from, to) {
  let least = values.reduce((a, b) => Math.min(a, b), Infinity);
  let largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const isLog = least > 0 && largest / least >= 20;
  if (least === largest) {
    const room = Math.abs(least) / 2 || 1;
    least -= room;
    largest += room;
  }
  const of = isLog ? Math.log10 : (x) => x;
  const room = (of(largest) - of(least)) * 0.04;
  const start = of(least) - room;
  const end = of(largest) + room;
  const ticks = isLog ? logTicks(start, end) : linearTicks(start, end);
  return { isLog, ticks, at: (value) => from + ((of(value) - start) / (end - start)) * (to - from) };
}

function linearTicks(start, end) {
  const raw = (end - start) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= raw) * power;
  const ticks = [];
  for (let i = Math.ceil(start / step); i * step <= end; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

function logTicks(start, end) {
  const factors = end - start > 2.5 ? [1] : end - start > 1.3 ? [1, 3] : [1, 2, 5];
  const every = Math.ceil((end - start) / 7);
  const ticks = [];
  for (let power = Math.floor(start); power <= end; power++) {
    if (power % every !== 0) continue;
    for (const factor of factors) {
      const at = Math.log10(factor) + power;
      if (at >= start && at <= end) ticks.push(Number(`${factor}e${power}`));
    }
  }
  return ticks;
}

function axes(x, y, width, axis) {
  const bottom = HEIGHT - EDGE.bottom;
  const right = width - EDGE.right;
  const parts = [];
  let last = -Infinity;
  for (const tick of x.ticks) {
    const at = x.at(tick);
    parts.push(element("line", { class: "grid", x1: at, x2: at, y1: EDGE.top, y2: bottom }));
    const label = text(tick);
    const half = label.length * 3.4;
    if (at - half > last + 6 && at + half <= width) {
      parts.push(element("text", { x: at, y: bottom + 17, "text-anchor": "middle" }, label));
      last = at + half;
    }
  }
  for (const tick of y.ticks) {
    const at = y.at(tick);
    parts.push(element("line", { class: "grid", x1: EDGE.left, x2: right, y1: at, y2: at }));
    parts.push(element("text", { x: EDGE.left - 7, y: at + 4, "text-anchor": "end" }, text(tick)));
  }
  parts.push(element("line", { class: "frame", x1: EDGE.left, x2: right, y1: bottom, y2: bottom }));
  parts.push(element("line", { class: "frame", x1: EDGE.left, x2: EDGE.left, y1: EDGE.top, y2: bottom }));
  const scaled = (name, one) => (one.isLog ? `${name} (log)` : name);
  parts.push(element("text", { x: (EDGE.left + right) / 2, y: HEIGHT - 6, "text-anchor": "middle" }, scaled(axis, x)));
  const middle = (EDGE.top + bottom) / 2;
  parts.push(element("text", { x: 13, y: middle, "text-anchor": "middle", transform: `rotate(-90 13 ${middle})` }, scaled("risk", y)));
  return parts;
}

function drawn(curve, look, x, y) {
  const points = curve.points.map((point) => [x.at(point.x), y.at(point.risk)]);
  const isAlone = points.length === 1;
  const parts = [element("path", { class: look.line, d: "M" + points.map((point) => point.join(" ")).join("L") })];
  curve.points.forEach((point, i) => {
    const [at, height] = points[i];
    const isDrawable = point.lower !== null && point.upper !== null && !(y.isLog && point.lower <= 0);
    if (isDrawable) parts.push(element("path", { class: "curve", d: `M${at} ${y.at(point.lower)}V${y.at(point.upper)}` }));
    const dot = look.mark ? mark(look.mark, at, height) : element("circle", { class: "full", cx: at, cy: height, r: isAlone ? 4 : 2.5 });
    const interval = point.lower === null ? "" : ` (${text(point.lower)} to ${text(point.upper)})`;
    dot.append(element("title", {}, `${nameOf(curve)}: ${text(point.x)}, ${text(point.risk)}${interval}`));
    parts.push(dot);
  });
  return element("g", { class: look.color }, ...parts);
}

/** The chart of some curves, as wide as it is told. */
export function chart(curves, axis, width) {
  const points = curves.flatMap((curve) => curve.points);
  const x = scale(points.map((point) => point.x), EDGE.left, width - EDGE.right);
  const y = scale(points.map((point) => point.risk), HEIGHT - EDGE.bottom, EDGE.top);
  const all = looks(curves);
  const label = `Risk against ${axis}: ${curves.length} curves with ${points.length} points; the numbers are below`;
  return element(
    "svg",
    { viewBox: `0 0 ${width} ${HEIGHT}`, height: HEIGHT, role: "img", "aria-label": label },
    ...axes(x, y, width, axis),
    ...curves.map((curve, i) => drawn(curve, all[i], x, y)),
  );
}
