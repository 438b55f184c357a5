package io.millrace.testkit.http;

/** What a server makes of one request, as faults want to have it. */
public interface Service {

    /**
     * Carries the request out.
     *
     * @param stale as if the last change had not been seen yet, where the service lists something
     */
    HttpAnswer carryOut(boolean stale);

    /** A refusal with this status, in the service's own words. */
    HttpReply refuse(int status);

    /** The same answer with the checksums of something else. */
    HttpReply mislead(HttpReply reply);
}
