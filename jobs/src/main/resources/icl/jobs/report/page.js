"use strict";
// Draws the figures of the page, filters its results, and hands out data. What comes from the results is put in as text.

const content = JSON.parse(document.getElementById("data").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 40rem)");
let isPrinting = false;

// ---- elements and numbers

const at = id => document.getElementById(id);

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const words = name => name.replaceAll("_", " ");

function shown(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(6)));
}

// ---- data

// Columns are lists, or runs of equal values.
const list = column => Array.isArray(column) ? column : column.values.flatMap((value, i) => Array(column.times[i]).fill(value));

// From columns to objects; what is missing is left out.
function objects({ names, columns }) {
  const lists = columns.map(column => column.texts ? list(column.at).map(i => i === null ? null : column.texts[i]) : list(column));
  const size = lists.length === 0 ? 0 : lists[0].length;
  return Array.from({ length: size }, (_, row) => {
    const object = {};
    names.forEach((name, i) => { if (lists[i][row] !== null) object[name] = lists[i][row]; });
    return object;
  });
}

function distinct(rows, name) {
  const values = [...new Set(rows.map(row => row[name] ?? null))];
  return values.sort((a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a ?? "") < String(b ?? "") ? -1 : 1);
}

// As icl writes CSV: RFC 4180, nothing that a spreadsheet takes for a formula.
function csvField(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const visible = String(value).replace(/[^\P{C}\n\r\t]|[\u2028\u2029]/gu, c => [...Array(c.length).keys()]
    .map(i => "\\u" + c.charCodeAt(i).toString(16).padStart(4, "0")).join(""));
  const isFormula = /^[=+@\t\r-]./s.test(value) && !/^[+-]?[0-9.,]+([eE][+-]?[0-9]+)?$/.test(value);
  const text = isFormula ? "'" + visible : visible;
  return text === "" || /[,"\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

const csv = (names, rows) => [names, ...rows.map(row => names.map(name => row[name]))].map(line => line.map(csvField).join(",") + "\n").join("");

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// ---- what charts look like here

const INK = { light: "#1f2328", dark: "#e6e8eb" };

// From the first of an ordered series to the last, along viridis: at least 3 : 1 on the page, in print to its last step.
const RAMP = {
  print: ["#440154", "#472273", "#414084", "#375b8c", "#2c738e", "#248a8d", "#22a287", "#35b779"],
  light: ["#440154", "#472273", "#414084", "#375b8c", "#2c738e", "#248a8d", "#1f9e89"],
  dark: ["#fde725", "#c5e02a", "#8ed543", "#5cc762", "#33b57a", "#22a287", "#238c8c", "#2a788e"],
};

// The colours of the prints that a dark page swallows, each with one that it does not.
const ON_DARK = {
  "black": "#f0f0f0", "#000000": "#f0f0f0", "#222222": "#d5d9de", "#e4e4e4": "#363d46", "#dddddd": "#4a525c", "#999999": "#8b949e",
  "#0072B2": "#56a8e0", "#9A3412": "#f08a5d",
  ...Object.fromEntries(RAMP.print.map((colour, i) => [colour, RAMP.dark[i]])),
};
const COLOURED = new Set(["color", "fill", "stroke", "range", "labelColor", "titleColor", "tickColor", "domainColor", "gridColor"]);

const isDark = () => dark.matches && !isPrinting;

function recoloured(value, isColour) {
  if (typeof value === "string") return isColour && ON_DARK[value] || value;
  if (Array.isArray(value)) return value.map(element => recoloured(element, isColour));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner, COLOURED.has(key))]));
}

// So many points are drawn twice, to catch the pointer: in a quarter of a second.
const MOST_CAUGHT = 5000;

// A figure as it is printed, with its numbers under the pointer; points that are not seen catch it along lines.
function onPage(specification, rows) {
  const spec = isDark() ? recoloured(specification, false) : specification;
  const line = rows.length > MOST_CAUGHT ? { tooltip: null } : { tooltip: null, point: { opacity: 0, size: 60 } };
  const config = {
    ...spec.config, background: "transparent", aria: false,
    mark: { tooltip: { content: "data" } }, line, area: { tooltip: null },
  };
  return { ...spec, config, data: { values: rows } };
}

// ---- the pointer

// Names that Vega makes: of bins, of counts, of aggregates.
function fieldName(key) {
  if (key === "__count") return "count";
  const bin = /^bin_.*?_([a-z]+)(_end)?$/.exec(key);
  return bin ? bin[1] + (bin[2] ? " to" : " from") : words(key);
}

function tooltip(handler, event, item, value) {
  const box = at("tooltip");
  box.hidden = value === null || value === undefined || typeof value !== "object";
  if (box.hidden) return;
  const rows = Object.entries(value)
    .filter(([key, inner]) => !/_range$|_sort_index$|^__(?!count$)/.test(key) && inner !== null && typeof inner !== "object")
    .map(([key, inner]) => make("tr", {}, make("th", { scope: "row", textContent: fieldName(key) }), make("td", { textContent: shown(inner) })));
  box.replaceChildren(make("table", {}, make("tbody", {}, ...rows)));
  const left = Math.min(event.clientX + 12, innerWidth - box.offsetWidth - 4);
  const below = event.clientY + 12;
  const top = below + box.offsetHeight > innerHeight ? event.clientY - box.offsetHeight - 12 : below;
  box.style.left = Math.max(4, left) + "px";
  box.style.top = Math.max(4, top) + "px";
}

// Draws at once; the promise is kept when the size is known, too.
function show(element, spec, renderer) {
  element.view?.finalize();
  element.replaceChildren();
  const compiled = vegaLite.compile(spec).spec;
  element.view = new vega.View(vega.parse(compiled), { renderer, container: element, hover: false }).tooltip(tooltip).run();
  return element.view.runAsync();
}

// ---- controls

function choice(label, options, chosen, changed) {
  const select = make("select", {}, ...options.map(([value, text]) => make("option", { value, textContent: text, selected: value === chosen })));
  select.addEventListener("change", () => changed(select.value));
  return make("label", {}, label, select);
}

// A filter by one column: a choice of its values, where they are few, or else the ends of a range. Tells `changed` which rows pass.
function filter(name, values, changed) {
  if (values.length <= 16 || values.some(value => typeof value !== "number")) {
    const options = [["", "all"], ...values.map((value, i) => [String(i), value === null ? "none" : shown(value)])];
    return choice(words(name), options, "", i => changed(i === "" ? () => true : row => (row[name] ?? null) === values[i]));
  }
  const ends = [values[0], values.at(-1)].map(end => make("input", { type: "number", step: "any", placeholder: shown(end) }));
  const [from, to] = ends;
  const passes = row => (from.value === "" || row[name] >= Number(from.value)) && (to.value === "" || row[name] <= Number(to.value));
  ends.forEach(end => end.addEventListener("change", () => changed(passes)));
  return make("fieldset", {}, make("legend", { textContent: words(name) }), make("label", {}, "from", from), make("label", {}, "to", to));
}

// Filters by those of the columns that vary; `changed` gets the rows that pass all.
function filters(rows, names, changed) {
  const passing = new Map();
  return names.filter(name => distinct(rows, name).length > 1).map(name => filter(name, distinct(rows, name), passes => {
    passing.set(name, passes);
    changed(rows.filter(row => [...passing.values()].every(test => test(row))));
  }));
}

// ---- tables

const PAGE_OF_ROWS = 50;

// Longer texts have several lines.
const LONG = 60;

function cell(value, className) {
  const textContent = shown(value);
  return make("td", { textContent, className: textContent.length > LONG ? "long" : className });
}

function fillTable(table, names, rows) {
  const classes = names.map(name => rows.some(row => typeof row[name] === "number") ? "number" : "");
  const head = make("tr", {}, ...names.map((name, i) => make("th", { scope: "col", textContent: words(name), className: classes[i] })));
  const body = rows.map(row => make("tr", {}, ...names.map((name, i) => cell(row[name], classes[i]))));
  table.querySelectorAll("thead, tbody").forEach(part => part.remove());
  table.append(make("thead", {}, head), make("tbody", {}, ...body));
}

// A table of the first rows, to which a button adds; filled while somebody sees it.
class Listing {
  constructor(table, names, more, isSeen = () => true) {
    Object.assign(this, { table, names, more, isSeen });
    more.addEventListener("click", () => {
      this.length += 10 * PAGE_OF_ROWS;
      this.fill();
      if (more.hidden) table.parentElement.focus();
    });
  }

  show(rows) {
    this.rows = rows;
    this.length = PAGE_OF_ROWS;
    this.fill();
  }

  fill() {
    this.more.hidden = this.length >= this.rows.length;
    if (this.isSeen()) fillTable(this.table, this.names, this.rows.slice(0, this.length));
  }
}

// ---- panels of a figure

// The axes along x or y of a panel, which may be those of its layers.
const axesOf = (panel, channel) => [panel, ...panel.layer ?? []].map(part => part.encoding?.[channel]?.axis).filter(axis => axis);

const titleOf = (panels, channel) => panels.flatMap(panel => axesOf(panel, channel)).find(axis => axis.title)?.title;

// Which rows a panel shows, where it says so.
const valueOf = panel => panel.transform?.find(({ filter }) => filter?.field === "panel")?.filter.oneOf[0];

const nameOf = panel => valueOf(panel) ?? titleOf([panel], "y") + " against " + titleOf([panel], "x");

const panelsOf = specification => specification.concat ?? [];

// A panel with labels and titles on both axes, which elsewhere only those at the edge have.
function labelled(part, titles) {
  const encoding = { ...part.encoding };
  for (const channel of ["x", "y"]) {
    const axis = encoding[channel]?.axis;
    if (axis) encoding[channel] = { ...encoding[channel], axis: { ...axis, labels: true, title: axis.title ?? titles[channel] } };
  }
  return { ...part, encoding, ...part.layer && { layer: part.layer.map(layer => labelled(layer, titles)) } };
}

// A figure of one of its panels, which takes the room of two.
function alone(specification, name) {
  const panels = panelsOf(specification);
  const panel = panels.find(panel => nameOf(panel) === name);
  const titles = { x: titleOf([panel, ...panels], "x"), y: titleOf([panel, ...panels], "y") };
  const times = Math.min(2, specification.columns);
  return { ...specification, columns: 1, concat: [{ ...labelled(panel, titles), width: times * panel.width, height: times * panel.height }] };
}

// ---- figures

// The most pixels to a point of print: text of 7.5 points is then as large as that of the page.
const POINT = 1.8;

class FigureOnPage {
  constructor({ name, data, specifications }) {
    this.name = name;
    this.names = data.names;
    this.rows = objects(data);
    this.passing = this.chosen = this.rows;
    this.specifications = specifications;
    this.element = at("figure-" + name);
    this.count = make("output", { ariaLive: "polite" });
    this.element.querySelector(".controls").append(...this.filters(), this.count);
    this.element.append(this.downloads(), this.table());
  }

  specification() {
    return narrow.matches && !isPrinting ? this.specifications.column : this.specifications.page;
  }

  async draw() {
    const chart = this.element.querySelector(".chart");
    const specification = this.panel ? alone(this.specification(), this.panel) : this.specification();
    await show(chart, onPage(specification, this.chosen), "svg");
    chart.style.maxWidth = POINT * chart.querySelector("svg").viewBox.baseVal.width + "px";
  }

  // By panel, and by columns.
  filters() {
    const panels = panelsOf(this.specifications.page).map(nameOf);
    const byPanel = choice("panel", [["", "all"], ...panels.map(name => [name, name])], "", name => this.choose({ panel: name }));
    const columns = ["series", "measure", "outcome"].filter(name => this.names.includes(name));
    const all = [...panels.length > 1 ? [byPanel] : [], ...filters(this.rows, columns, passing => this.choose({ passing }))];
    all.forEach(label => { label.querySelector("select").ariaLabel = label.firstChild.textContent + ", " + this.name; });
    return all;
  }

  // Draws and lists what is chosen now.
  choose(chosen) {
    Object.assign(this, chosen);
    const ofPanel = this.rows.some(row => row.panel === this.panel);
    this.chosen = ofPanel ? this.passing.filter(row => row.panel === this.panel) : this.passing;
    const isAll = this.chosen.length === this.rows.length;
    this.count.textContent = isAll ? "" : this.chosen.length.toLocaleString("en") + " of " + this.rows.length.toLocaleString("en") + " rows";
    this.draw();
    this.listing.show(this.chosen);
  }

  downloads() {
    const button = text => make("button", { type: "button", textContent: text, ariaLabel: text + ", " + this.name });
    const data = button("Data (CSV)");
    data.addEventListener("click", () => save(this.name + ".csv", "text/csv", csv(this.names, this.rows)));
    const drawing = button("Specification (JSON)");
    drawing.addEventListener("click", () => save(this.name + ".json", "application/json",
      JSON.stringify({ ...this.specification(), data: { values: this.rows } }) + "\n"));
    return make("p", { className: "buttons" }, data, " ", drawing);
  }

  // The chosen rows, listed while they are looked at.
  table() {
    const table = make("table", {}, make("caption", { textContent: "Data of " + this.name }));
    const wide = make("div", { className: "wide", tabIndex: 0, role: "region", ariaLabel: "Data of " + this.name }, table);
    const more = make("button", { type: "button", textContent: "Show more rows", ariaLabel: "Show more rows, " + this.name });
    const summary = make("summary", { textContent: "Data as a table", ariaLabel: "Data as a table, " + this.name });
    const details = make("details", {}, summary, wide, make("p", { className: "buttons" }, more));
    this.listing = new Listing(table, this.names, more, () => details.open);
    this.listing.show(this.rows);
    details.addEventListener("toggle", () => this.listing.fill());
    return details;
  }
}

// ---- results

const PARAMETERS = ["length", "rank", "alpha", "noise_variance", "dim"];
const NUMBERS = ["risk", "standard_error", "lower", "upper", "prompts", "restarts", "worst_risk"];
// Names have colours and shapes by turns, as in print. Each colour has at least 3 : 1 on the page, and is told from the others by
// readers who see no red or no green.
const NAMES = {
  light: ["#0096fa", "#e7710f", "#3ca066", "#203b6e", "#c977af", "#714300", "#233d2f"],
  dark: ["#2b91ff", "#f5d60b", "#ca610a", "#12ddff", "#087850", "#ffbbb2", "#426a88"],
};
const LABEL = 220; // pixels of a legend's text
const SHAPES = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross"];

const results = {
  rows: objects(content.results),
  names: content.results.names,

  start() {
    this.chosen = this.rows;
    const varies = name => distinct(this.rows, name).length > 1;
    const tellers = this.names.filter(name => !NUMBERS.includes(name));
    this.varying = tellers.filter(varies);
    const listed = this.names.filter(name => this.varying.includes(name) || NUMBERS.includes(name));
    this.listing = new Listing(at("rows"), listed, at("more"));
    const common = tellers.filter(name => !varies(name)).map(name => words(name) + " " + shown(this.rows[0]?.[name]));
    at("common").textContent = common.length === 0 ? "" : "Common to all: " + common.join(", ") + ".";
    at("filters").append(...filters(this.rows, this.varying, rows => {
      this.chosen = rows;
      this.show();
    }));
    this.chooseAxes();
    at("save").addEventListener("click", () => save(content.sweep + ".csv", "text/csv", csv(this.names, this.chosen)));
    ["filters", "axes"].forEach(form => at(form).addEventListener("submit", event => event.preventDefault()));
  },

  chooseAxes() {
    const numbers = PARAMETERS.filter(name => this.names.includes(name) && this.rows.some(row => typeof row[name] === "number"));
    const axes = numbers.sort((a, b) => distinct(this.rows, b).length - distinct(this.rows, a).length);
    this.x = axes[0];
    const colours = this.varying.filter(name => name !== this.x);
    this.colour = colours.includes("measure") ? "measure" : colours[0] ?? "measure";
    const options = names => names.map(name => [name, words(name)]);
    at("axes").append(
      choice("across", options(axes), this.x, name => { this.x = name; this.draw(); }),
      choice("colour", options(this.varying.length ? this.varying : ["measure"]), this.colour, name => { this.colour = name; this.draw(); }));
  },

  show() {
    this.draw();
    this.list();
  },

  list() {
    at("count").textContent = this.chosen.length.toLocaleString("en") + " of " + this.rows.length.toLocaleString("en") + " results";
    this.listing.show(this.chosen);
  },

  draw() {
    show(at("explorer"), this.specification(), this.chosen.length > 2000 ? "canvas" : "svg");
  },

  specification() {
    const ink = isDark() ? INK.dark : INK.light;
    const faint = isDark() ? "#363d46" : "#e4e4e4";
    const width = Math.max(200, at("explorer").clientWidth - 2);
    return {
      width, height: 340, autosize: { type: "fit", contains: "padding" },
      data: { values: this.chosen },
      encoding: {
        x: { field: this.x, type: "quantitative", title: words(this.x), scale: this.scale(this.x) },
        ...this.colours(),
      },
      layer: [
        { transform: [{ filter: "isValid(datum.lower)" }], mark: { type: "rule", opacity: .6 },
          encoding: { y: { field: "lower", type: "quantitative", scale: this.scale("risk"), title: "risk" }, y2: { field: "upper" } } },
        { mark: { type: "point", filled: true, size: 40, opacity: 1 },
          encoding: { y: { field: "risk", type: "quantitative", scale: this.scale("risk"), title: "risk" } } },
      ],
      config: {
        aria: false, background: "transparent", font: getComputedStyle(document.body).fontFamily, mark: { tooltip: { content: "data" } },
        axis: { labelColor: ink, titleColor: ink, tickColor: ink, domainColor: ink, gridColor: faint, labelFontSize: 12, titleFontSize: 13, titleFontWeight: "normal" },
        legend: { labelColor: ink, titleColor: ink, labelFontSize: 12, titleFontSize: 12, orient: "bottom", symbolOpacity: 1, columns: this.columns(width), labelLimit: LABEL },
        view: { stroke: null },
      },
    };
  },

  // Logarithmic where numbers are positive and differ by more than a factor.
  scale(name) {
    let least = Infinity, largest = -Infinity;
    for (const row of this.chosen) {
      for (const value of name === "risk" ? [row.risk, row.lower] : [row[name]]) {
        if (typeof value === "number") { least = Math.min(least, value); largest = Math.max(largest, value); }
      }
    }
    return least > 0 && largest > 10 * least ? { type: "log", nice: false, padding: 6 } : { zero: false, padding: 6 };
  },

  // As many columns of the legend as there is room for.
  columns(width) {
    const longest = Math.max(...distinct(this.rows, this.colour).map(value => 7 * shown(value).length));
    return Math.max(1, Math.min(6, Math.floor(width / (Math.min(LABEL, longest) + 30))));
  },

  // What tells results apart: a colour, and for names a shape, too.
  colours() {
    const field = this.colour;
    const values = distinct(this.rows, field);
    const title = words(field);
    const shade = isDark() ? "dark" : "light";
    if (values.some(value => typeof value === "number")) {
      return { color: { field, type: "quantitative", title, scale: { range: RAMP[shade] } } };
    }
    const coded = range => ({ field, type: "nominal", title, scale: { domain: values.filter(value => value !== null), range } });
    return { color: coded(NAMES[shade]), shape: coded(SHAPES) };
  },
};

// ---- start

const figures = content.figures.map(figure => new FigureOnPage(figure));

function drawAll() {
  figures.forEach(figure => figure.draw());
  results.draw();
}

results.start();
(async () => {
  await document.fonts.load('1em "Source Sans 3"'); // else texts are measured in another one
  results.show();
  for (const figure of figures) {
    await figure.draw();
    await new Promise(done => setTimeout(done)); // the page answers between two
  }
  document.body.dataset.ready = "yes";
})();

dark.addEventListener("change", drawAll);
narrow.addEventListener("change", drawAll);
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width) {
    width = innerWidth;
    results.draw();
  }
});
addEventListener("beforeprint", () => { isPrinting = true; drawAll(); });
addEventListener("afterprint", () => { isPrinting = false; drawAll(); });
addEventListener("scroll", () => { at("tooltip").hidden = true; }, { passive: true });
