package io.millrace.testkit.gcs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.testkit.gcs.StoredObject.Description;
import io.millrace.testkit.http.HttpReply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The resources of the API as JSON. */
final class ObjectJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String url;

    ObjectJson(String url) {
        this.url = url;
    }

    static ObjectNode node() {
        return MAPPER.createObjectNode();
    }

    static JsonNode read(byte[] body) throws ApiError {
        try {
            JsonNode node = body.length == 0 ? node() : MAPPER.readTree(body);
            if (!node.isObject()) {
                throw ApiError.invalid("the body is no JSON object");
            }
            return node;
        } catch (IOException e) {
            throw ApiError.invalid("the body is no JSON: " + e.getMessage());
        }
    }

    static HttpReply reply(JsonNode body) {
        try {
            return HttpReply.json(200, MAPPER.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static HttpReply error(ApiError error) {
        if (error.status() == 304) {
            return HttpReply.of(304);
        }
        ObjectNode detail = node().put("code", error.status()).put("message", error.getMessage());
        detail.putArray("errors")
                .addObject()
                .put("message", error.getMessage())
                .put("domain", "global")
                .put("reason", error.reason());
        ObjectNode body = node();
        body.set("error", detail);
        HttpReply reply = reply(body);
        return new HttpReply(error.status(), reply.headers(), reply.body());
    }

    ObjectNode bucket(String name) {
        return node().put("kind", "storage#bucket")
                .put("id", name)
                .put("name", name)
                .put("selfLink", url + "/storage/v1/b/" + name)
                .put("projectNumber", "1")
                .put("metageneration", "1")
                .put("location", "US")
                .put("locationType", "multi-region")
                .put("storageClass", "STANDARD")
                .put("etag", "CAE=")
                .put("timeCreated", TIME.format(Instant.EPOCH))
                .put("updated", TIME.format(Instant.EPOCH));
    }

    ObjectNode object(StoredObject object) {
        String path = "/b/" + object.bucket() + "/o/" + encoded(object.name());
        ObjectNode node = node().put("kind", "storage#object")
                .put("id", object.bucket() + "/" + object.name() + "/" + object.generation())
                .put("selfLink", url + "/storage/v1" + path)
                .put(
                        "mediaLink",
                        url + "/download/storage/v1" + path + "?generation=" + object.generation() + "&alt=media")
                .put("name", object.name())
                .put("bucket", object.bucket())
                .put("generation", Long.toString(object.generation()))
                .put("metageneration", Long.toString(object.metageneration()))
                .put("contentType", object.contentType())
                .put("storageClass", "STANDARD")
                .put("size", Integer.toString(object.content().length))
                .put("crc32c", object.crc32c())
                .put("etag", etag(object))
                .put("timeCreated", TIME.format(object.created()))
                .put("updated", TIME.format(object.updated()))
                .put("timeStorageClassUpdated", TIME.format(object.created()));
        object.md5().ifPresent(md5 -> node.put("md5Hash", md5));
        if (object.components() > 0) {
            node.put("componentCount", object.components());
        }
        if (!object.metadata().isEmpty()) {
            ObjectNode metadata = node.putObject("metadata");
            object.metadata().forEach(metadata::put);
        }
        return node;
    }

    static String etag(StoredObject object) {
        return Long.toHexString(object.generation()) + "." + object.metageneration();
    }

    /** What a client says of an object; what it leaves out is as in {@code known}. */
    static Description description(JsonNode body, Optional<StoredObject> known) {
        String type = body.path("contentType")
                .asText(known.map(StoredObject::contentType).orElse(Description.PLAIN));
        Map<String, String> metadata = new LinkedHashMap<>();
        known.ifPresent(object -> metadata.putAll(object.metadata()));
        body.path("metadata").properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                metadata.remove(entry.getKey());
            } else {
                metadata.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return new Description(type, Map.copyOf(metadata));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
