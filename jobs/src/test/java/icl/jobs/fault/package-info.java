/** Faults on purpose: what is hostile, damaged or killed must cost nothing but itself. */
package icl.jobs.fault;
