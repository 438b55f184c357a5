/**
 * The shape of a YAML file as declared keys and values. The same tables read a file, find what does not fit, and write
 * the JSON Schema that editors use.
 */
package io.millrace.contract.shape;
