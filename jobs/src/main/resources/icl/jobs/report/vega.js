// What Vega misses outside a browser, and the one function that Java calls.
globalThis.structuredClone ??= value => JSON.parse(JSON.stringify(value));

vega.textMetrics.width = (item, text) =>
    textWidth(String(text ?? ""), item.fontSize ?? 11, item.fontWeight === "bold" || item.fontWeight >= 600);

// Drawing is synchronous under the hood: the promise is settled before this returns.
function draw(json) {
    const problems = [];
    const logger = vega.logger(vega.Warn);
    logger.warn = (...text) => (problems.push(text.join(" ")), logger);
    logger.error = logger.warn;
    vega.resetSVGDefIds();
    const compiled = vegaLite.compile(JSON.parse(json), { logger }).spec;
    const view = new vega.View(vega.parse(compiled), { renderer: "none", logger });
    const result = {};
    view.toSVG().then(svg => { result.svg = svg; }, error => { problems.push(String(error)); });
    result.problems = problems;
    return result;
}
