/** The zones of a lake: where their files stand, what a raw and an error line and a clean Parquet file look like. */
package io.millrace.zones;
