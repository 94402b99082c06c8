/** Random numbers by key and counter: the same question draws the same numbers, wherever and in whatever order. */
package icl.core.random;
