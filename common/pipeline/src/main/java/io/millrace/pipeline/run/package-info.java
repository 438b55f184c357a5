/**
 * What a runner is: the request it takes, what it reports, the summary it returns. {@link Runner} carries out streams,
 * {@link BoundedRunner} the work of runs that end.
 */
package io.millrace.pipeline.run;
