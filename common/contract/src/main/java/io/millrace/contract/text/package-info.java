/** What text means to Millrace: white space, and the standardizers that rewrite it before it is judged. */
package io.millrace.contract.text;
