/** Benchmarks, each of which prints one JSON line, so that it can be compared with an alternative. */
package icl.bench;
