/** Masking keys and what is made with them: tokens and masked text. */
package io.millrace.pipeline.mask;
