/** The verb that makes records whose outcome is known. */
package io.millrace.cli.generate;
