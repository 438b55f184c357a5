package io.millrace.testkit.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Buckets, their objects, and the multipart uploads that are under way. Everything that is written is seen at once. */
final class S3Store {

    /** Every part but the last has at least so many bytes. */
    private static final int LEAST_PART = 5 << 20;

    private final Map<String, ConcurrentSkipListMap<String, S3Object>> buckets = new ConcurrentHashMap<>();
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private int started;

    /** An upload that is under way. */
    record Upload(String id, String bucket, String key, String contentType, NavigableMap<Integer, S3Object> parts) {}

    /** A part that a client names when it completes an upload. */
    record Part(int number, String tag) {}

    void create(String bucket) {
        buckets.putIfAbsent(bucket, new ConcurrentSkipListMap<>());
    }

    NavigableMap<String, S3Object> objects(String bucket) throws S3Error {
        NavigableMap<String, S3Object> objects = buckets.get(bucket);
        if (objects == null) {
            throw S3Error.noBucket(bucket);
        }
        return objects;
    }

    S3Object get(String bucket, String key) throws S3Error {
        S3Object object = objects(bucket).get(key);
        if (object == null) {
            throw S3Error.noKey(key);
        }
        return object;
    }

    S3Object put(String bucket, String key, byte[] content, String contentType) throws S3Error {
        S3Object object = new S3Object(key, content, Signature.md5(content), contentType, now());
        objects(bucket).put(key, object);
        return object;
    }

    /** Deleting what is not there succeeds. */
    void delete(String bucket, String key) throws S3Error {
        objects(bucket).remove(key);
    }

    synchronized Upload start(String bucket, String key, String contentType) throws S3Error {
        objects(bucket);
        started++;
        Upload upload = new Upload("upload-" + started, bucket, key, contentType, new TreeMap<>());
        uploads.put(upload.id(), upload);
        return upload;
    }

    List<Upload> uploads(String bucket) throws S3Error {
        objects(bucket);
        return uploads.values().stream()
                .filter(upload -> upload.bucket().equals(bucket))
                .toList();
    }

    synchronized S3Object part(String id, String key, int number, byte[] content) throws S3Error {
        S3Object part = new S3Object(key, content, Signature.md5(content), "", now());
        upload(id, key).parts().put(number, part);
        return part;
    }

    synchronized void abort(String id, String key) throws S3Error {
        upload(id, key);
        uploads.remove(id);
    }

    synchronized S3Object complete(String id, String key, List<Part> named) throws S3Error {
        Upload upload = upload(id, key);
        List<S3Object> parts = new ArrayList<>();
        int last = 0;
        for (Part part : named) {
            S3Object held = upload.parts().get(part.number());
            if (part.number() <= last) {
                throw new S3Error(400, "InvalidPartOrder", "parts are not named in ascending order");
            }
            if (held == null || !held.tag().equals(part.tag())) {
                throw new S3Error(400, "InvalidPart", "part " + part.number() + " was not uploaded with this tag");
            }
            last = part.number();
            parts.add(held);
        }
        if (parts.isEmpty()) {
            throw S3Error.malformed("an upload has at least one part");
        }
        for (S3Object part : parts.subList(0, parts.size() - 1)) {
            if (part.content().length < LEAST_PART) {
                throw new S3Error(400, "EntityTooSmall", "a part that is not the last has less than 5 MiB");
            }
        }
        S3Object whole = joined(upload, parts);
        objects(upload.bucket()).put(key, whole);
        uploads.remove(id);
        return whole;
    }

    /** The tag is that of the tags, with the number of parts. */
    private static S3Object joined(Upload upload, List<S3Object> parts) {
        byte[] content =
                new byte[parts.stream().mapToInt(part -> part.content().length).sum()];
        StringBuilder tags = new StringBuilder();
        int at = 0;
        for (S3Object part : parts) {
            System.arraycopy(part.content(), 0, content, at, part.content().length);
            at += part.content().length;
            tags.append(part.tag());
        }
        String tag = Signature.md5(HexFormat.of().parseHex(tags)) + "-" + parts.size();
        return new S3Object(upload.key(), content, tag, upload.contentType(), now());
    }

    private Upload upload(String id, String key) throws S3Error {
        Upload upload = uploads.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Error.noUpload(id);
        }
        return upload;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
