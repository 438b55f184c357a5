package io.millrace.testkit.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.testkit.gcs.StoredObject.Description;
import io.millrace.testkit.http.HttpCall;
import io.millrace.testkit.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads in one request, and resumable ones with their state. */
final class Uploads {

    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");
    /** What is kept of a piece that is not the last: whole quanta, as the API says. */
    private static final int QUANTUM = 256 << 10;

    private final ObjectStore store;
    private final ObjectJson json;
    private final String url;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    Uploads(ObjectStore store, ObjectJson json, String url) {
        this.store = store;
        this.json = json;
        this.url = url;
    }

    HttpReply whole(ApiCall call) throws ApiError {
        store.requireBucket(call.bucket());
        JsonNode resource = ObjectJson.node();
        byte[] content = call.http().body();
        if (call.asked("uploadType").filter("multipart"::equals).isPresent()) {
            List<Multipart.Part> parts = Multipart.parts(call.http());
            if (parts.size() != 2) {
                throw ApiError.invalid("a multipart upload has two parts, not " + parts.size());
            }
            resource = ObjectJson.read(parts.get(0).body());
            content = parts.get(1).body();
        }
        Checksums.verify(resource, content);
        Checksums.verify(call.http(), content);
        return ObjectJson.reply(json.object(store.put(
                call.bucket(),
                name(call, resource),
                content,
                ObjectJson.description(resource, Optional.empty()),
                call.preconditions())));
    }

    HttpReply start(ApiCall call) throws ApiError {
        JsonNode resource = ObjectJson.read(call.http().body());
        String name = name(call, resource);
        call.preconditions().allowChange(store.find(call.bucket(), name));
        Description described = ObjectJson.description(resource, Optional.empty());
        String type = call.http().header("x-upload-content-type").orElse(described.contentType());
        String id = UUID.randomUUID().toString();
        sessions.put(
                id,
                new Session(
                        call.bucket(),
                        name,
                        resource,
                        new Description(type, described.metadata()),
                        call.preconditions()));
        return HttpReply.of(200)
                .with(
                        "Location",
                        url + "/upload/storage/v1/b/" + call.bucket() + "/o?uploadType=resumable&upload_id=" + id)
                .with("X-GUploader-UploadID", id);
    }

    /** A piece, or a question how far the upload is. */
    HttpReply put(ApiCall call) throws ApiError {
        Session session = session(call);
        synchronized (session) {
            return session.object.isPresent()
                    ? ObjectJson.reply(json.object(session.object.get()))
                    : piece(session, call.http());
        }
    }

    HttpReply cancel(ApiCall call) throws ApiError {
        session(call);
        sessions.remove(call.query().get("upload_id"));
        return HttpReply.of(499);
    }

    private Session session(ApiCall call) throws ApiError {
        Session session = sessions.get(call.query().get("upload_id"));
        if (session == null) {
            throw ApiError.notFound("the upload " + call.query().get("upload_id"));
        }
        return session;
    }

    private HttpReply piece(Session session, HttpCall http) throws ApiError {
        Matcher range = RANGE.matcher(
                http.header("content-range").orElse("bytes 0-" + (http.body().length - 1) + "/" + http.body().length));
        boolean empty = http.header("content-range").isEmpty() && http.body().length == 0;
        if (!empty && !range.matches()) {
            throw ApiError.invalid(
                    "not a Content-Range: " + http.header("content-range").orElse(""));
        }
        long total = empty ? 0 : range.group(3).equals("*") ? -1 : Long.parseLong(range.group(3));
        if (!empty && range.group(1) != null) {
            take(session, http.body(), Long.parseLong(range.group(1)), Long.parseLong(range.group(2)), total);
        }
        if (total >= 0 && session.content.size() > total) {
            throw ApiError.invalid("the upload has more bytes than the " + total + " that were announced");
        }
        if (session.content.size() == total) {
            return finish(session, http);
        }
        HttpReply more = HttpReply.of(308);
        return session.content.size() == 0 ? more : more.with("Range", "bytes=0-" + (session.content.size() - 1));
    }

    private static void take(Session session, byte[] body, long first, long last, long total) throws ApiError {
        if (last - first + 1 != body.length) {
            throw ApiError.invalid("Content-Range names " + (last - first + 1) + " bytes, the body has " + body.length);
        }
        long known = session.content.size() - first;
        if (known < 0) {
            throw ApiError.invalid("bytes from " + first + " were sent, the upload has " + session.content.size());
        }
        boolean isLast = total >= 0 && last + 1 == total;
        long fresh = body.length - known;
        long kept = isLast ? fresh : fresh / QUANTUM * QUANTUM;
        if (kept > 0) {
            session.content.write(body, (int) known, (int) kept);
        }
    }

    private HttpReply finish(Session session, HttpCall http) throws ApiError {
        byte[] content = session.content.toByteArray();
        Checksums.verify(session.resource, content);
        Checksums.verify(http, content);
        session.object = Optional.of(
                store.put(session.bucket, session.name, content, session.description, session.preconditions));
        session.content = new ByteArrayOutputStream(0); // clients may ask for the end of an upload, not for its bytes
        return ObjectJson.reply(json.object(session.object.get()));
    }

    private static String name(ApiCall call, JsonNode resource) throws ApiError {
        String name = call.asked("name").orElse(resource.path("name").asText(""));
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > 1024) {
            throw ApiError.invalid("Required parameter: name, of 1 to 1024 bytes");
        }
        return name;
    }

    private static final class Session {

        private final String bucket;
        private final String name;
        private final JsonNode resource;
        private final Description description;
        private final Preconditions preconditions;
        private ByteArrayOutputStream content = new ByteArrayOutputStream();
        private Optional<StoredObject> object = Optional.empty();

        Session(String bucket, String name, JsonNode resource, Description description, Preconditions preconditions) {
            this.bucket = bucket;
            this.name = name;
            this.resource = resource;
            this.description = description;
            this.preconditions = preconditions;
        }
    }
}
