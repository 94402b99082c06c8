/** Binds records to the plain trees that JSON and YAML parsers give. */
package icl.core.records;
