package io.millrace.testkit.broker;

import java.io.IOException;

/** A broker that did not start or did not answer; the message says why and what to do. */
public final class BrokerFailure extends IOException {

    private static final long serialVersionUID = 1;

    public BrokerFailure(String message) {
        super(message);
    }

    public BrokerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
