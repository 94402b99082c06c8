/** The mathematics of in-context linear estimation. Does not use Spark, files or the clock. */
package icl.core;
