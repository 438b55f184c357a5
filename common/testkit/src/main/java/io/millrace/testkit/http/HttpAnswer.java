package io.millrace.testkit.http;

/** What is answered, and how it gets there. */
public record HttpAnswer(HttpReply reply, Delivery delivery) {

    public static HttpAnswer whole(HttpReply reply) {
        return new HttpAnswer(reply, Delivery.WHOLE);
    }
}
