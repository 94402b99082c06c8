/** Runs parts of tests in virtual machines of their own. */
package icl.core.jvm;
