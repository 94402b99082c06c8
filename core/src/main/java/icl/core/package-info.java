/** Mathematics of in-context linear estimation: no Spark, no files, no clock. */
package icl.core;
