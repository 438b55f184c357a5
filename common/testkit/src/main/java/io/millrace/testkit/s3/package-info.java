/**
 * The part of S3's REST interface that clients of file systems use, on loopback: strict about signatures, checksums, entity
 * tags and the state of multipart uploads.
 */
package io.millrace.testkit.s3;
