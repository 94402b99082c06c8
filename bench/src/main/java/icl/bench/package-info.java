/** Benchmarks that run beside their alternative and print one JSON line. */
package icl.bench;
