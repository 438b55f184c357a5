package io.millrace.finalizer.probe;

/**
 * What a probe says of a file.
 *
 * @param rows how many it holds
 * @param reason why it cannot be trusted, or null
 */
public record Verdict(long rows, String reason) {

    public boolean trusted() {
        return reason == null;
    }

    static Verdict bad(String reason) {
        return new Verdict(0, reason);
    }
}
