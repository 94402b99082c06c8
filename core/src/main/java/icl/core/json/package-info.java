/** Canonical JSON, in which equal values have equal texts on every machine. */
package icl.core.json;
