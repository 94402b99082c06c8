/**
 * The question as a value: sweep files, their grids of cells, and the measures that answer a cell. Uses core; knows
 * nothing of Spark.
 */
package icl.jobs.sweep;
