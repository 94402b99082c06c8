/**
 * Figures: each is a query over a results folder and a drawing of its answer in Vega-Lite, which becomes SVG, PNG or PDF.
 * Uses frames, queries and what they rest on; alone loads the libraries that draw.
 */
package icl.jobs.report;
