/** One record a key is clean: the shared decision over keyed state. */
package io.millrace.flink.dedupe;
