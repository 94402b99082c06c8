/** What is trained to answer a question, what its risk is, and what training costs. */
package icl.core.evaluate;
