/** What travels between operators and lives in state: type information and serializers of our own, no reflection. */
package io.millrace.flink.type;
