/**
 * Families and their kinds: the variants of a family and their names in files and tables, with the registry for custom
 * kinds.
 */
package icl.core.kinds;
