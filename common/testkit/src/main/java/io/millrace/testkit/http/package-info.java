/** A small HTTP/1.1 server on loopback that can also fail the way networks do: reset, cut short, trickle. */
package io.millrace.testkit.http;
