/** A run as a person sees it: what it is doing, how it is stopped, what it did. */
package io.millrace.cli.run;
