// Asks how the run stands, once a second, and shows it. Everything that comes is text: nothing of it is read as HTML.
import { chart, looks, nameOf, sample, text } from "/chart.js";

const EVERY = 1000;
const HIDDEN_EVERY = 10000;
const LATE = 60;
const STATES = {
  starting: "The run is starting.",
  running: "The run is under way.",
  finished: "The run has finished: everything is done.",
  stopped: "The run was stopped: more results failed than --max-failures allows.",
  failed: "The run ended before everything was done, by an error or because it was interrupted. The same command goes on where it was.",
  killed: "The run ended without a last word: it was killed. The same command goes on where it was.",
};

const byId = (id) => document.getElementById(id);
let curves = null;
let version = -1;
let chosen = null;
let saidStep = "";

function show(id, value) {
  if (byId(id).textContent !== value) byId(id).textContent = value;
}

function cell(value, isNumber) {
  const made = document.createElement("td");
  made.textContent = value;
  if (isNumber) made.className = "number";
  return made;
}

function row(...cells) {
  const made = document.createElement("tr");
  made.append(...cells);
  return made;
}

function duration(seconds) {
  if (!(seconds < 1e9)) return "?";
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.round(seconds) / 60;
  if (minutes < 60) return `${Math.floor(minutes)} min ${String(Math.round(seconds) % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(Math.floor(minutes) % 60).padStart(2, "0")} min`;
}

function stateText(status) {
  if (!status.run) return status.sweep ? "No run is under way." : "The sweep has not begun.";
  const { state, told, seconds_ago: ago } = status.run;
  let said = STATES[state] ?? state;
  if (!told && state === "killed") return "No run is under way.";
  if (!told) return said;
  if (state !== "running") said += ` That was ${duration(ago)} ago; no run is under way.`;
  else if (ago > LATE) said += ` It was last heard ${duration(ago)} ago.`;
  if (status.live > 1) said += ` It is the last of ${status.live} that are.`;
  return said;
}

function showProgress(status) {
  const told = status.run?.told;
  const share = told && told.total > 0 ? told.done / told.total : 0;
  const percent = Math.floor(100 * share);
  const isRunning = status.run?.state === "running";
  show("title", status.sweep ?? "icl watch");
  show("folder", status.folder);
  show("state", stateText(status));
  show("done", told ? `${text(told.done)} of ${text(told.total)}` : "-");
  show("rate", told ? told.rate.toLocaleString("en", { maximumFractionDigits: told.rate < 10 ? 1 : 0 }) : "-");
  show("time", told ? duration(told.seconds) : "-");
  show("left", told && isRunning ? duration(told.seconds_left) : "-");
  show("failed", told ? text(told.failed) : "-");
  byId("fill").style.width = `${100 * share}%`;
  byId("bar").className = ["failed", "stopped", "killed"].includes(status.run?.state) ? "bar bad" : "bar";
  if (told) {
    byId("bar").setAttribute("aria-valuenow", percent);
    byId("bar").setAttribute("aria-valuetext", `${percent} percent, ${text(told.done)} of ${text(told.total)}`);
  }
  document.title = `${told ? `${percent} % ` : ""}${status.sweep ?? "icl watch"}`;
  say(status, percent);
}

/** Readers are told every tenth of the way, and when the state changes. */
function say(status, percent) {
  const step = `${status.run?.run_id} ${status.run?.state} ${Math.floor(percent / 10)}`;
  if (step === saidStep) return;
  saidStep = step;
  const failed = status.run?.told?.failed;
  show("said", `${stateText(status)} ${percent} percent done${failed ? `, ${text(failed)} failed` : ""}.`);
}

function showProblem(problem) {
  show("problem", problem ?? "");
  byId("problem").hidden = !problem;
}

function showFailures(kinds) {
  byId("failures").hidden = kinds.length === 0;
  byId("kinds").replaceChildren(...kinds.map((kind) => row(cell(kind.kind), cell(text(kind.results), true), cell(kind.example))));
}

function showNotes(status) {
  const notes = [];
  if (status.rows > 0) notes.push(`${text(status.rows)} results are published.`);
  if (status.rows > status.read) notes.push(`Failures and curves are from ${text(status.read)} of them.`);
  if (curves?.more_settings) notes.push(`${text(curves.more_settings)} more settings are not shown.`);
  if (curves?.without_axis) notes.push(`${text(curves.without_axis)} results have no ${curves.axis} and are not drawn.`);
  show("notes", notes.join(" "));
}

function setting() {
  return curves.settings.find((one) => one.name === chosen) ?? curves.settings[0];
}

function showSettings() {
  const select = byId("setting");
  const names = curves.settings.map((one) => one.name);
  if (names.join("\n") !== [...select.options].map((option) => option.value).join("\n")) {
    select.replaceChildren(...names.map((name) => new Option(name, name)));
  }
  chosen = setting().name;
  select.value = chosen;
  select.hidden = byId("setting-label").hidden = names.length < 2;
}

function draw() {
  if (!curves?.settings.length) return;
  const shown = setting();
  const all = looks(shown.curves);
  const width = Math.max(280, byId("chart").clientWidth);
  byId("chart").replaceChildren(chart(shown.curves, curves.axis, width));
  byId("legend").replaceChildren(...shown.curves.map((curve, i) => {
    const entry = document.createElement("li");
    entry.append(sample(all[i]), nameOf(curve));
    return entry;
  }));
  show("axis", curves.axis);
  byId("points").replaceChildren(...shown.curves.flatMap((curve) => curve.points.map((point) => row(
    cell(nameOf(curve)),
    cell(text(point.x), true),
    cell(text(point.risk), true),
    cell(point.lower === null ? "" : `${text(point.lower)} to ${text(point.upper)}`, true),
  ))));
}

function showCurves() {
  const isEmpty = curves.settings.length === 0;
  byId("none").hidden = !isEmpty;
  byId("curves").hidden = isEmpty;
  if (isEmpty) return;
  show("common", curves.common);
  showSettings();
  draw();
}

async function ask(path) {
  const reply = await fetch(path, { cache: "no-store" });
  if (!reply.ok) throw new Error((await reply.text()).trim());
  return reply.json();
}

async function look() {
  const status = await ask("/status.json");
  showProgress(status);
  showFailures(status.failures);
  if (status.version !== version) {
    curves = await ask("/curves.json");
    version = status.version;
    showCurves();
  }
  showNotes(status);
  showProblem(status.problem);
}

async function follow() {
  try {
    await look();
  } catch (e) {
    showProblem(e instanceof TypeError ? "Nobody answers any more: the program that showed this page has ended. What it said last is shown." : e.message);
  }
  setTimeout(follow, document.hidden ? HIDDEN_EVERY : EVERY);
}

byId("setting").addEventListener("change", (event) => {
  chosen = event.target.value;
  draw();
});
new ResizeObserver(draw).observe(byId("chart"));
follow();
