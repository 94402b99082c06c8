/** Counter-based random numbers: the numbers of a question do not depend on machine, thread or order. */
package icl.core.random;
