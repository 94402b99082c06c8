/** Text of messages: excerpts of values, suggestions for misspelt names, escaped control characters. */
package icl.core.text;
