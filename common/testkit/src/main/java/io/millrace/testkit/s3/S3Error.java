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

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
