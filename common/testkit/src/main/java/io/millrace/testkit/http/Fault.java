package io.millrace.testkit.http;

/** What can go wrong with one request. */
public enum Fault {
    TOO_MANY_REQUESTS(429, false, Delivery.WHOLE),
    INTERNAL_ERROR(500, false, Delivery.WHOLE),
    UNAVAILABLE(503, false, Delivery.WHOLE),
    /** 503 with {@code Retry-After}. */
    RETRY_LATER(503, false, Delivery.WHOLE),
    /** The work is done, and the client is told that it is not. */
    INTERNAL_ERROR_AFTER(500, true, Delivery.WHOLE),
    UNAVAILABLE_AFTER(503, true, Delivery.WHOLE),
    /** The connection is reset before anything is done. */
    RESET(0, false, Delivery.RESET),
    /** The work is done, and the connection is reset. */
    RESET_AFTER(0, true, Delivery.RESET),
    /** The work is done, and the answer never arrives. */
    LOST_RESPONSE(0, true, Delivery.NONE),
    /** Half of the answer arrives. */
    CUT_BODY(0, true, Delivery.CUT),
    SLOW_BODY(0, true, Delivery.SLOW),
    /** A listing from before the last change; as any other call, it is answered well. */
    STALE_LIST(0, true, Delivery.WHOLE),
    /** The request is carried out twice, as when a proxy sends it again; the first answer is given. */
    TWICE(0, true, Delivery.WHOLE),
    /** The checksums of the answer are not those of the object. */
    WRONG_CHECKSUM(0, true, Delivery.WHOLE),
    UNAUTHORIZED(401, false, Delivery.WHOLE),
    FORBIDDEN(403, false, Delivery.WHOLE),
    /** The work is done, and the client is told that there is no such object. */
    NOT_FOUND_AFTER(404, true, Delivery.WHOLE);

    private static final int RETRY_AFTER_SECONDS = 1;

    /** The status that is told, 0 for the true one. */
    private final int status;

    private final boolean done;
    private final Delivery delivery;

    Fault(int status, boolean done, Delivery delivery) {
        this.status = status;
        this.done = done;
        this.delivery = delivery;
    }

    /** Whether the request takes effect all the same. */
    public boolean isDone() {
        return done;
    }

    /** What the client gets to hear. */
    HttpAnswer answer(Service service) {
        HttpReply reply = done ? carriedOut(service) : HttpReply.of(200);
        if (status != 0) {
            reply = service.refuse(status);
        }
        if (this == RETRY_LATER) {
            reply = reply.with("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        return new HttpAnswer(reply, delivery);
    }

    private HttpReply carriedOut(Service service) {
        HttpReply reply = service.carryOut(this == STALE_LIST).reply();
        if (this == TWICE) {
            service.carryOut(false);
        }
        return this == WRONG_CHECKSUM ? service.mislead(reply) : reply;
    }
}
