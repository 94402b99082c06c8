/** SQL over the views of a results folder, answered as a frame. */
package icl.jobs.query;
