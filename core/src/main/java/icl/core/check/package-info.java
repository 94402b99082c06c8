/** Argument checks and their exceptions, with messages of one form. Depends on no other package. */
package icl.core.check;
