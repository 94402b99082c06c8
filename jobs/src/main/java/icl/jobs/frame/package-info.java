/** A small typed table in memory, and its forms as text. Knows neither Spark nor files. */
package icl.jobs.frame;
