/**
 * YAML with positions: a file becomes nodes that know their line and column, or problems that say what is wrong with it.
 * Contracts, samples and fixtures are read this way.
 */
package io.millrace.contract.read;
