/** A small typed table in memory, and its forms as text; texts that come with the program. Knows neither Spark nor files. */
package icl.jobs.frame;
