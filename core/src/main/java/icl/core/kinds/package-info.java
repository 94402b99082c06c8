/** Families of kinds: which variants a family has, and what each is called in files and tables. Custom kinds come in here. */
package icl.core.kinds;
