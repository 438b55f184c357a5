/** {@code millrace conform}: one contract and one's own data on several engines, compared record by record. */
package io.millrace.cli.conform;
