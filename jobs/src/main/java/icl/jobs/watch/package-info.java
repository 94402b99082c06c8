/**
 * A small local page on which a sweep is watched: how far its run is, what failed, the first curves. Reads the results folder and
 * changes nothing; knows neither Spark nor who runs the sweep.
 */
package icl.jobs.watch;
