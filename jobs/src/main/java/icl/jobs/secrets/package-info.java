/** Hides secrets in text that is shown or stored. */
package icl.jobs.secrets;
