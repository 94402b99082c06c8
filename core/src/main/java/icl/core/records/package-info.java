/** Converts between records and the plain trees that JSON and YAML parsers give. */
package icl.core.records;
