/** JMH benchmarks, a file for each kernel: {@code icl bench jmh REGEX}. */
package icl.bench.kernels;
