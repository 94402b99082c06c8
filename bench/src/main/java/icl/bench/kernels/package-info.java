/** JMH benchmarks, one class for each group of kernels: {@code icl bench jmh REGEX}. */
package icl.bench.kernels;
