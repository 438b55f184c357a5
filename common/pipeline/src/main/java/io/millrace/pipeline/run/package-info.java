/** What a runner is: the request it takes, what it reports, the summary it returns. */
package io.millrace.pipeline.run;
