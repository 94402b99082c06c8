/**
 * Figures: each is a query over a results folder and a drawing of its answer in Vega-Lite, which becomes SVG, PNG or PDF; and the
 * page of a folder, on which a browser draws the same.
 * Uses frames, queries and what they rest on; alone loads the libraries that draw.
 */
package icl.jobs.report;
