/** The little that the zones ask of a file system. */
package io.millrace.zones.file;
