/** Text as UTF-8 bytes: validated, counted, looked up, matched and shown without making strings of it. */
package io.millrace.pipeline.text;
