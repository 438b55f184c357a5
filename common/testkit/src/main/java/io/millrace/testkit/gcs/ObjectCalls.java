package io.millrace.testkit.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.testkit.gcs.ObjectStore.Part;
import io.millrace.testkit.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is done with objects that are there. */
final class ObjectCalls {

    private static final int LARGEST_PAGE = 1000;
    private static final int MOST_PARTS = 32;
    private static final int REWRITE_UNIT = 1 << 20;
    private static final Pattern RANGE = Pattern.compile("bytes=(?:(\\d+)-(\\d*)|-(\\d+))");

    private final ObjectStore store;
    private final ObjectJson json;

    ObjectCalls(ObjectStore store, ObjectJson json) {
        this.store = store;
        this.json = json;
    }

    HttpReply bucket(ApiCall call) throws ApiError {
        switch (call.method() + " " + call.path().size()) {
            case "GET 2" -> {
                store.requireBucket(call.bucket());
                return ObjectJson.reply(json.bucket(call.bucket()));
            }
            case "DELETE 2" -> {
                store.deleteBucket(call.bucket());
                return HttpReply.of(204);
            }
            case "POST 1" -> {
                String name = ObjectJson.read(call.http().body()).path("name").asText();
                store.createBucket(name);
                return ObjectJson.reply(json.bucket(name));
            }
            case "GET 1" -> {
                ObjectNode list = ObjectJson.node().put("kind", "storage#buckets");
                ArrayNode items = list.putArray("items");
                store.bucketNames().forEach(name -> items.add(json.bucket(name)));
                return ObjectJson.reply(list);
            }
            default -> throw ApiError.invalid("buckets know no " + call.method());
        }
    }

    HttpReply metadata(ApiCall call) throws ApiError {
        StoredObject object = store.get(call.bucket(), call.object(), call.generation());
        call.preconditions().allowRead(object);
        return ObjectJson.reply(json.object(object));
    }

    HttpReply patch(ApiCall call) throws ApiError {
        StoredObject object = store.get(call.bucket(), call.object(), call.generation());
        JsonNode wanted = ObjectJson.read(call.http().body());
        return ObjectJson.reply(json.object(
                store.describe(object, ObjectJson.description(wanted, Optional.of(object)), call.preconditions())));
    }

    HttpReply delete(ApiCall call) throws ApiError {
        store.delete(call.bucket(), call.object(), call.generation(), call.preconditions());
        return HttpReply.of(204);
    }

    HttpReply download(ApiCall call) throws ApiError {
        StoredObject object = store.get(call.bucket(), call.object(), call.generation());
        call.preconditions().allowRead(object);
        byte[] content = object.content();
        int status = 200;
        String place = null;
        Optional<String> range = call.http().header("range");
        Matcher bounds = RANGE.matcher(range.orElse(""));
        if (range.isPresent() && bounds.matches()) {
            int size = content.length;
            long first = bounds.group(1) == null
                    ? Math.max(0, size - Long.parseLong(bounds.group(3)))
                    : Long.parseLong(bounds.group(1));
            long last = bounds.group(1) == null || bounds.group(2).isEmpty()
                    ? size - 1
                    : Math.min(size - 1, Long.parseLong(bounds.group(2)));
            if (first >= size || last < first) {
                throw ApiError.range("the object has " + size + " bytes, " + range.get() + " was asked for");
            }
            status = 206;
            place = "bytes " + first + "-" + last + "/" + size;
            content = Arrays.copyOfRange(content, (int) first, (int) last + 1);
        }
        HttpReply reply = new HttpReply(status, headers(object), content);
        return place == null ? reply : reply.with("Content-Range", place);
    }

    private static Map<String, String> headers(StoredObject object) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", object.contentType());
        headers.put("ETag", ObjectJson.etag(object));
        headers.put("X-Goog-Generation", Long.toString(object.generation()));
        headers.put("X-Goog-Metageneration", Long.toString(object.metageneration()));
        headers.put("X-Goog-Storage-Class", "STANDARD");
        headers.put("X-Goog-Stored-Content-Encoding", "identity");
        headers.put("X-Goog-Stored-Content-Length", Integer.toString(object.content().length));
        headers.put(
                "X-Goog-Hash",
                "crc32c=" + object.crc32c()
                        + object.md5().map(md5 -> ",md5=" + md5).orElse(""));
        return headers;
    }

    HttpReply list(ApiCall call, boolean stale) throws ApiError {
        String prefix = call.asked("prefix").orElse("");
        String delimiter = call.asked("delimiter").orElse("");
        boolean trailing =
                call.asked("includeTrailingDelimiter").filter("true"::equals).isPresent();
        String from = call.asked("startOffset").orElse("");
        String end = call.asked("endOffset").orElse("");
        int most = Math.min(
                LARGEST_PAGE, call.asked("maxResults").map(Integer::parseInt).orElse(LARGEST_PAGE));
        String after = call.asked("pageToken").map(ObjectCalls::fromToken).orElse("");

        ObjectNode page = ObjectJson.node().put("kind", "storage#objects");
        ArrayNode items = page.putArray("items");
        TreeSet<String> prefixes = new TreeSet<>(Names.BY_UTF8);
        String last = "";
        for (StoredObject object : store.list(call.bucket(), stale)) {
            String name = object.name();
            if (!name.startsWith(prefix)
                    || Names.BY_UTF8.compare(name, from) < 0
                    || (!end.isEmpty() && Names.BY_UTF8.compare(name, end) >= 0)) {
                continue;
            }
            int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
            String folder = cut < 0 ? null : name.substring(0, cut + delimiter.length());
            String entry = folder == null ? name : folder;
            boolean isFolderObject = trailing && name.equals(folder);
            if (!after.isEmpty() && Names.BY_UTF8.compare(entry, after) <= 0) {
                continue;
            }
            boolean fresh = folder == null || isFolderObject || !prefixes.contains(folder);
            if (fresh && items.size() + prefixes.size() >= most) {
                page.put("nextPageToken", toToken(last));
                break;
            }
            if (folder != null) {
                prefixes.add(folder);
            }
            if (folder == null || isFolderObject) {
                items.add(json.object(object));
            }
            last = entry;
        }
        if (!prefixes.isEmpty()) {
            prefixes.forEach(page.putArray("prefixes")::add);
        }
        return ObjectJson.reply(page);
    }

    private static String toToken(String name) {
        return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String fromToken(String token) {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }

    HttpReply compose(ApiCall call) throws ApiError {
        JsonNode body = ObjectJson.read(call.http().body());
        List<Part> parts = new ArrayList<>();
        for (JsonNode source : body.path("sourceObjects")) {
            Optional<Long> generation = source.hasNonNull("generation")
                    ? Optional.of(source.get("generation").asLong())
                    : Optional.empty();
            JsonNode wanted = source.path("objectPreconditions").path("ifGenerationMatch");
            Preconditions preconditions = wanted.isMissingNode()
                    ? Preconditions.NONE
                    : Preconditions.of(Map.of("ifGenerationMatch", wanted.asText()), "if");
            parts.add(new Part(source.path("name").asText(), generation, preconditions));
        }
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw ApiError.invalid("an object is composed of 1 to " + MOST_PARTS + " parts, not of " + parts.size());
        }
        return ObjectJson.reply(json.object(store.compose(
                call.bucket(),
                call.object(),
                parts,
                ObjectJson.description(body.path("destination"), Optional.empty()),
                call.preconditions())));
    }

    HttpReply copy(ApiCall call) throws ApiError {
        return ObjectJson.reply(json.object(copied(call)));
    }

    /** A large object takes several calls when the client wants small steps; the token tells how far it is. */
    HttpReply rewrite(ApiCall call) throws ApiError {
        StoredObject source = source(call);
        long step = call.asked("maxBytesRewrittenPerCall").map(Long::parseLong).orElse((long) Integer.MAX_VALUE);
        if (call.asked("maxBytesRewrittenPerCall").isPresent() && step % REWRITE_UNIT != 0) {
            throw ApiError.invalid("maxBytesRewrittenPerCall is a multiple of 1 MiB, not " + step);
        }
        int size = source.content().length;
        String mark = source.generation() + "/";
        long done = 0;
        if (call.asked("rewriteToken").isPresent()) {
            String token = fromToken(call.query().get("rewriteToken"));
            if (!token.startsWith(mark)) {
                throw ApiError.invalid("the rewriteToken belongs to another rewrite");
            }
            done = Long.parseLong(token.substring(mark.length()));
        }
        done = Math.min(size, done + step);
        ObjectNode body = ObjectJson.node()
                .put("kind", "storage#rewriteResponse")
                .put("totalBytesRewritten", Long.toString(done))
                .put("objectSize", Integer.toString(size))
                .put("done", done == size);
        if (done < size) {
            body.put("rewriteToken", toToken(mark + done));
        } else {
            body.set("resource", json.object(copied(call)));
        }
        return ObjectJson.reply(body);
    }

    private StoredObject copied(ApiCall call) throws ApiError {
        return store.copy(source(call), call.path().get(6), call.path().get(8), call.preconditions());
    }

    private StoredObject source(ApiCall call) throws ApiError {
        StoredObject source =
                store.get(call.bucket(), call.object(), Preconditions.number(call.query(), "sourceGeneration"));
        Preconditions.of(call.query(), "ifSource").allowChange(Optional.of(source));
        return source;
    }
}
