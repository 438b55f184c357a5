package io.millrace.testkit.s3;

import io.millrace.testkit.http.HttpReply;
import io.millrace.testkit.s3.S3Store.Part;
import io.millrace.testkit.s3.S3Store.Upload;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Answers each operation from the store. */
final class S3Calls {

    private static final int MOST_KEYS = 1_000;
    private static final Pattern TAG = Pattern.compile("<ETag>[^<]*</ETag>");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter XML_DATE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final S3Store store;

    S3Calls(S3Store store) {
        this.store = store;
    }

    HttpReply bucket(S3Call call) throws S3Error {
        store.objects(call.bucket());
        return HttpReply.of(200);
    }

    HttpReply list(S3Call call) throws S3Error {
        String prefix = call.asked("prefix").orElse("");
        String delimiter = call.asked("delimiter").orElse("");
        String after = call.asked("continuation-token")
                .or(() -> call.asked("start-after"))
                .orElse("");
        int most = call.asked("max-keys").map(Integer::parseInt).orElse(MOST_KEYS);
        boolean isEncoded = call.asked("encoding-type").filter("url"::equals).isPresent();
        Xml found = new Xml();
        TreeSet<String> folders = new TreeSet<>();
        NavigableMap<String, S3Object> objects = store.objects(call.bucket());
        int keys = 0;
        String last = after;
        boolean isCut = false;
        for (S3Object object : objects.tailMap(prefix, true).values()) {
            if (!object.key().startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : object.key().indexOf(delimiter, prefix.length());
            String name = end < 0 ? object.key() : object.key().substring(0, end + delimiter.length());
            if (name.compareTo(after) <= 0 || folders.contains(name)) {
                continue;
            }
            if (keys == most) {
                isCut = true;
                break;
            }
            keys++;
            last = name;
            if (end < 0) {
                found.with("Contents", entry(object, isEncoded));
            } else {
                folders.add(name);
            }
        }
        folders.forEach(folder -> found.with("CommonPrefixes", new Xml().with("Prefix", shown(folder, isEncoded))));
        Xml result = new Xml()
                .with("Name", call.bucket())
                .with("Prefix", shown(prefix, isEncoded))
                .with("Delimiter", shown(delimiter, isEncoded))
                .with("MaxKeys", Integer.toString(most))
                .with("KeyCount", Integer.toString(keys))
                .with("IsTruncated", Boolean.toString(isCut));
        if (isEncoded) {
            result.with("EncodingType", "url");
        }
        if (isCut) {
            result.with("NextContinuationToken", last);
        }
        return xml("ListBucketResult", result.and(found));
    }

    private static Xml entry(S3Object object, boolean isEncoded) {
        return new Xml()
                .with("Key", shown(object.key(), isEncoded))
                .with("LastModified", XML_DATE.format(object.modified()))
                .with("ETag", object.quotedTag())
                .with("Size", Integer.toString(object.content().length))
                .with("StorageClass", "STANDARD");
    }

    private static String shown(String name, boolean isEncoded) {
        return isEncoded ? URLEncoder.encode(name, StandardCharsets.UTF_8) : name;
    }

    HttpReply read(S3Call call) throws S3Error {
        S3Object object = store.get(call.bucket(), call.key());
        String wanted = call.http().header("if-match").orElse(object.quotedTag());
        if (!wanted.replace("\"", "").equals(object.tag())) {
            throw new S3Error(412, "PreconditionFailed", "the object has another entity tag");
        }
        Matcher range = RANGE.matcher(call.http().header("range").orElse(""));
        if (!range.matches()) {
            return described(200, object, object.content());
        }
        int size = object.content().length;
        int first = Integer.parseInt(range.group(1));
        if (first >= size) {
            throw new S3Error(416, "InvalidRange", "the object has " + size + " bytes");
        }
        int last = range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Integer.parseInt(range.group(2)));
        return described(206, object, Arrays.copyOfRange(object.content(), first, last + 1))
                .with("Content-Range", "bytes " + first + "-" + last + "/" + size);
    }

    private static HttpReply described(int status, S3Object object, byte[] body) {
        return new HttpReply(
                status,
                Map.of(
                        "ETag", object.quotedTag(),
                        "Last-Modified", HTTP_DATE.format(object.modified()),
                        "Accept-Ranges", "bytes",
                        "Content-Type", object.contentType()),
                body);
    }

    HttpReply upload(S3Call call) throws S3Error {
        S3Object object = store.put(call.bucket(), call.key(), Payload.of(call.http()), contentType(call));
        return HttpReply.of(200).with("ETag", object.quotedTag());
    }

    private static String contentType(S3Call call) {
        return call.http().header("content-type").orElse("application/octet-stream");
    }

    HttpReply copy(S3Call call) throws S3Error {
        String source =
                URLDecoder.decode(call.http().header("x-amz-copy-source").orElseThrow(), StandardCharsets.UTF_8);
        String path = source.startsWith("/") ? source.substring(1) : source;
        int slash = path.indexOf('/');
        S3Object from = store.get(path.substring(0, slash), path.substring(slash + 1));
        S3Object to = store.put(call.bucket(), call.key(), from.content(), from.contentType());
        return xml(
                "CopyObjectResult",
                new Xml().with("LastModified", XML_DATE.format(to.modified())).with("ETag", to.quotedTag()));
    }

    HttpReply delete(S3Call call) throws S3Error {
        store.delete(call.bucket(), call.key());
        return HttpReply.of(204);
    }

    HttpReply deleteMany(S3Call call) throws S3Error {
        if (call.http().header("content-md5").isEmpty()) {
            throw new S3Error(400, "InvalidRequest", "Missing required header for this request: Content-MD5");
        }
        Xml result = new Xml();
        for (Element object : Xml.elements(Payload.of(call.http()), "Object")) {
            String key = Xml.child(object, "Key");
            store.delete(call.bucket(), key);
            result.with("Deleted", new Xml().with("Key", key));
        }
        return xml("DeleteResult", result);
    }

    HttpReply start(S3Call call) throws S3Error {
        Upload upload = store.start(call.bucket(), call.key(), contentType(call));
        return xml(
                "InitiateMultipartUploadResult",
                new Xml().with("Bucket", call.bucket()).with("Key", call.key()).with("UploadId", upload.id()));
    }

    HttpReply part(S3Call call) throws S3Error {
        S3Object part = store.part(
                id(call), call.key(), Integer.parseInt(call.asked("partNumber").orElse("0")), Payload.of(call.http()));
        return HttpReply.of(200).with("ETag", part.quotedTag());
    }

    HttpReply complete(S3Call call) throws S3Error {
        List<Part> parts = new ArrayList<>();
        for (Element part : Xml.elements(Payload.of(call.http()), "Part")) {
            parts.add(new Part(
                    Integer.parseInt(Xml.child(part, "PartNumber")),
                    Xml.child(part, "ETag").replace("\"", "")));
        }
        S3Object whole = store.complete(id(call), call.key(), parts);
        return xml(
                "CompleteMultipartUploadResult",
                new Xml().with("Bucket", call.bucket()).with("Key", call.key()).with("ETag", whole.quotedTag()));
    }

    HttpReply abort(S3Call call) throws S3Error {
        store.abort(id(call), call.key());
        return HttpReply.of(204);
    }

    HttpReply uploads(S3Call call) throws S3Error {
        Xml result = new Xml().with("Bucket", call.bucket()).with("IsTruncated", "false");
        for (Upload upload : store.uploads(call.bucket())) {
            result.with("Upload", new Xml().with("Key", upload.key()).with("UploadId", upload.id()));
        }
        return xml("ListMultipartUploadsResult", result);
    }

    private static String id(S3Call call) {
        return call.asked("uploadId").orElse("");
    }

    static HttpReply error(S3Error error) {
        return xml(error.status(), "Error", new Xml().with("Code", error.code()).with("Message", error.getMessage()));
    }

    /** The same answer with the entity tag of something else. */
    static HttpReply misleading(HttpReply reply) {
        String other = "\"" + Signature.md5("another content".getBytes(StandardCharsets.UTF_8)) + "\"";
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.computeIfPresent("ETag", (name, tag) -> other);
        if (!"application/xml".equals(headers.get("Content-Type"))) {
            return new HttpReply(reply.status(), headers, reply.body());
        }
        String body = TAG.matcher(new String(reply.body(), StandardCharsets.UTF_8))
                .replaceAll("<ETag>" + other.replace("\"", "&quot;") + "</ETag>");
        return new HttpReply(reply.status(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpReply xml(String root, Xml content) {
        return xml(200, root, content);
    }

    private static HttpReply xml(int status, String root, Xml content) {
        return new HttpReply(
                status,
                Map.of("Content-Type", "application/xml"),
                Xml.document(root, content).getBytes(StandardCharsets.UTF_8));
    }
}
