/** The JSON mappers that all packages share. */
package icl.jobs.json;
