package io.millrace.testkit.gcs;

/** A refusal, as the API words it. */
final class ApiError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    private ApiError(int status, String reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    static ApiError invalid(String message) {
        return new ApiError(400, "invalid", message);
    }

    static ApiError notFound(String what) {
        return new ApiError(404, "notFound", what + " does not exist");
    }

    static ApiError conflict(String message) {
        return new ApiError(409, "conflict", message);
    }

    static ApiError precondition(String message) {
        return new ApiError(412, "conditionNotMet", message);
    }

    static ApiError notModified() {
        return new ApiError(304, "notModified", "the object is as the client knows it");
    }

    static ApiError range(String message) {
        return new ApiError(416, "requestedRangeNotSatisfiable", message);
    }

    static ApiError unknownCaller() {
        return new ApiError(401, "authError", "Invalid Credentials");
    }

    static ApiError of(int status) {
        return switch (status) {
            case 401 -> new ApiError(401, "authError", "planted: invalid credentials");
            case 403 -> new ApiError(403, "forbidden", "planted: the caller has no access");
            case 404 -> new ApiError(404, "notFound", "planted: no such object");
            case 429 -> new ApiError(429, "rateLimitExceeded", "planted: too many requests");
            case 503 -> new ApiError(503, "backendError", "planted: the service is not available");
            default -> new ApiError(status, "internalError", "planted: an internal error");
        };
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
