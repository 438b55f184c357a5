/** Contract to plan, and the pure row work: bytes and a position in, one outcome out. Knows no engine. */
package io.millrace.pipeline;
