package io.millrace.testkit.s3;

/** A refusal, with the code that clients look at. */
final class S3Error extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    S3Error(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static S3Error noKey(String key) {
        return new S3Error(404, "NoSuchKey", "The specified key does not exist: " + key);
    }

    static S3Error noBucket(String bucket) {
        return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist: " + bucket);
    }

    static S3Error noUpload(String id) {
        return new S3Error(404, "NoSuchUpload", "The specified multipart upload does not exist: " + id);
    }

    static S3Error malformed(String message) {
        return new S3Error(400, "MalformedXML", message);
    }

    /** One that is planted, in the words that S3 has for it. */
    static S3Error of(int status) {
        return switch (status) {
            case 401 -> new S3Error(400, "ExpiredToken", "planted: The provided token has expired");
            case 403 -> new S3Error(403, "AccessDenied", "planted: Access Denied");
            case 404 -> new S3Error(404, "NoSuchKey", "planted: The specified key does not exist");
            case 429, 503 -> new S3Error(status, "SlowDown", "planted: Please reduce your request rate");
            default -> new S3Error(status, "InternalError", "planted: We encountered an internal error");
        };
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
