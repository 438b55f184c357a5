/** Clean rows as Parquet, read and written column by column without any object in between. */
package io.millrace.zones.parquet;
