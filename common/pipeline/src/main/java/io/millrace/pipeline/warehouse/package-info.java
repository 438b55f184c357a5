/** What a warehouse is to those who call it: loading, publishing, and questions put to a published version. */
package io.millrace.pipeline.warehouse;
