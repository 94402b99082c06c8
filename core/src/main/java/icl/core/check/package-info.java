/** Argument checks in one grammar of messages. Used by every package, uses none. */
package icl.core.check;
