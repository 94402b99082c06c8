/** The models that are trained for a question, the risks of trained parameters, and the cost of training. */
package icl.core.evaluate;
