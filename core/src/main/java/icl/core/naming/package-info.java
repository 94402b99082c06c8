/** Stable names: kinds of the sealed families, and records to and from the names of sweep files, JSON and columns. */
package icl.core.naming;
