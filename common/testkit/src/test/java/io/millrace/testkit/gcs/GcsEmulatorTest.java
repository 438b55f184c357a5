package io.millrace.testkit.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testkit.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GcsEmulatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUANTUM = 256 << 10;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private GcsEmulator gcs;

    @BeforeEach
    void start() throws Exception {
        gcs = GcsEmulator.start(0).bucket("b");
    }

    @AfterEach
    void stop() throws Exception {
        gcs.close();
    }

    @Test
    void an_object_is_there_with_its_sums_once_it_is_uploaded() throws Exception {
        JsonNode made = json(200, upload("a/ü.txt", "hello", ""));
        assertThat(made.get("size").asText()).isEqualTo("5");
        assertThat(made.get("crc32c").asText()).isEqualTo("mnG7TA==");
        assertThat(made.get("md5Hash").asText()).isEqualTo("XUFAKrxLKna5cZ2REBfFkg==");

        HttpResponse<String> read = get("/download/storage/v1/b/b/o/a%2F%C3%BC.txt?alt=media");
        assertThat(read.body()).isEqualTo("hello");
        assertThat(read.headers().firstValue("X-Goog-Hash").orElseThrow()).startsWith("crc32c=mnG7TA==");
        assertThat(get("/storage/v1/b/b/o/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/storage/v1/b/other/o/a").statusCode()).isEqualTo(404);
        assertThat(gcs.requests().get("b")).containsEntry(Operation.UPLOAD, 1).containsEntry(Operation.DOWNLOAD, 1);
    }

    @Test
    void ranges_are_read_as_http_has_them() throws Exception {
        upload("o", "0123456789", "");
        assertThat(range("bytes=3-").body()).isEqualTo("3456789");
        assertThat(range("bytes=3-4").body()).isEqualTo("34");
        assertThat(range("bytes=-2").body()).isEqualTo("89");
        assertThat(range("bytes=8-100").headers().firstValue("Content-Range")).hasValue("bytes 8-9/10");
        assertThat(range("bytes=0-").statusCode()).isEqualTo(206);
        assertThat(range("bytes=10-").statusCode()).isEqualTo(416);
    }

    @Test
    void generations_decide_who_may_change_an_object() throws Exception {
        String first = json(200, upload("o", "1", "&ifGenerationMatch=0"))
                .get("generation")
                .asText();
        assertThat(upload("o", "2", "&ifGenerationMatch=0").statusCode()).isEqualTo(412);
        JsonNode second = json(200, upload("o", "2", "&ifGenerationMatch=" + first));
        assertThat(second.get("generation").asLong()).isGreaterThan(Long.parseLong(first));

        assertThat(delete("o?ifGenerationMatch=" + first).statusCode()).isEqualTo(412);
        assertThat(get("/storage/v1/b/b/o/o?generation=" + first).statusCode()).isEqualTo(404);
        assertThat(get("/storage/v1/b/b/o/o?ifGenerationNotMatch="
                                + second.get("generation").asText())
                        .statusCode())
                .isEqualTo(304);
        assertThat(delete("o?ifGenerationMatch=" + second.get("generation").asText())
                        .statusCode())
                .isEqualTo(204);
        assertThat(delete("o").statusCode()).isEqualTo(404);
    }

    @Test
    void a_wrong_checksum_is_refused_and_leaves_nothing() throws Exception {
        HttpResponse<String> refused = send(
                "POST",
                "/upload/storage/v1/b/b/o?uploadType=media&name=o",
                "hello",
                List.of("X-Goog-Hash", "crc32c=AAAAAA=="));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(gcs.names("b")).isEmpty();
        assertThat(multipart("{\"name\":\"o\",\"md5Hash\":\"AAAA\"}", "hello").statusCode())
                .isEqualTo(400);
        assertThat(multipart("{\"name\":\"o\",\"crc32c\":\"mnG7TA==\",\"metadata\":{\"k\":\"v\"}}", "hello")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(200, get("/storage/v1/b/b/o/o")).at("/metadata/k").asText())
                .isEqualTo("v");
    }

    @Test
    void a_resumable_upload_keeps_whole_quanta_and_tells_how_far_it_is() throws Exception {
        String session = session("o", "&ifGenerationMatch=0");
        byte[] content = new byte[QUANTUM + 1000];
        Arrays.fill(content, (byte) 7);

        assertThat(piece(session, new byte[0], "bytes */*").statusCode()).isEqualTo(308);
        HttpResponse<String> part =
                piece(session, Arrays.copyOf(content, QUANTUM + 10), "bytes 0-" + (QUANTUM + 9) + "/*");
        assertThat(part.statusCode()).isEqualTo(308);
        assertThat(part.headers().firstValue("Range")).hasValue("bytes=0-" + (QUANTUM - 1));
        assertThat(gcs.names("b")).isEmpty();
        assertThat(piece(session, new byte[5], "bytes 900000-900004/*").statusCode())
                .isEqualTo(400);

        byte[] rest = Arrays.copyOfRange(content, QUANTUM - 100, content.length);
        HttpResponse<String> done =
                piece(session, rest, "bytes " + (QUANTUM - 100) + "-" + (content.length - 1) + "/" + content.length);
        assertThat(json(200, done).get("size").asInt()).isEqualTo(content.length);
        assertThat(gcs.content("b", "o")).isEqualTo(content);
        assertThat(json(200, piece(session, new byte[0], "bytes */*"))
                        .get("name")
                        .asText())
                .isEqualTo("o");
    }

    @Test
    void what_a_resumable_upload_demanded_at_its_start_is_held_against_its_end() throws Exception {
        String session = session("o", "&ifGenerationMatch=0");
        upload("o", "somebody else", "");
        assertThat(piece(session, "mine".getBytes(UTF_8), "bytes 0-3/4").statusCode())
                .isEqualTo(412);
        assertThat(gcs.content("b", "o")).isEqualTo("somebody else".getBytes(UTF_8));
        assertThat(piece(
                                gcs.url() + "/upload/storage/v1/b/b/o?uploadType=resumable&upload_id=none",
                                new byte[0],
                                "bytes */*")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_empty_object_can_be_uploaded_in_a_session() throws Exception {
        assertThat(piece(session("empty", ""), new byte[0], "bytes */0").statusCode())
                .isEqualTo(200);
        assertThat(gcs.content("b", "empty")).isEmpty();
    }

    @Test
    void compose_joins_parts_of_the_wanted_generations() throws Exception {
        String one = json(200, upload("1", "left ", "")).get("generation").asText();
        upload("2", "right", "");
        String body = "{\"sourceObjects\":[{\"name\":\"1\",\"generation\":\"" + one
                + "\",\"objectPreconditions\":{\"ifGenerationMatch\":\"" + one + "\"}},{\"name\":\"2\"}]}";
        JsonNode composed = json(200, zipped("/storage/v1/b/b/o/whole/compose?ifGenerationMatch=0", body));
        assertThat(composed.get("componentCount").asInt()).isEqualTo(2);
        assertThat(composed.has("md5Hash")).isFalse();
        assertThat(gcs.content("b", "whole")).isEqualTo("left right".getBytes(UTF_8));

        assertThat(zipped("/storage/v1/b/b/o/whole/compose?ifGenerationMatch=0", body)
                        .statusCode())
                .isEqualTo(412);
        upload("1", "new", "");
        assertThat(zipped("/storage/v1/b/b/o/w2/compose", body).statusCode()).isEqualTo(404);
        assertThat(zipped("/storage/v1/b/b/o/w2/compose", "{\"sourceObjects\":[{\"name\":\"3\"}]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(zipped("/storage/v1/b/b/o/w2/compose", "{\"sourceObjects\":[]}")
                        .statusCode())
                .isEqualTo(400);
        String many = "{\"name\":\"1\"},".repeat(32) + "{\"name\":\"1\"}";
        assertThat(zipped("/storage/v1/b/b/o/w2/compose", "{\"sourceObjects\":[" + many + "]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_rewrite_goes_in_steps_of_the_size_that_is_wanted() throws Exception {
        upload("o", "x".repeat(2_500_000), "");
        String path = "/storage/v1/b/b/o/o/rewriteTo/b/b/o/copy?maxBytesRewrittenPerCall=1048576";
        int steps = 0;
        JsonNode step = json(200, send("POST", path, "", List.of()));
        for (; !step.get("done").asBoolean(); steps++) {
            assertThat(gcs.names("b")).containsExactly("o");
            step = json(
                    200,
                    send(
                            "POST",
                            path + "&rewriteToken=" + step.get("rewriteToken").asText(),
                            "",
                            List.of()));
        }
        assertThat(steps).isEqualTo(2);
        assertThat(gcs.content("b", "copy")).hasSize(2_500_000);
        assertThat(send("POST", "/storage/v1/b/b/o/none/rewriteTo/b/b/o/copy", "", List.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_listing_shows_folders_pages_and_the_order_of_bytes() throws Exception {
        for (String name : List.of("a/", "a/1", "a/2", "a/b/3", "b", "a-x", "\uFFFD", "\uD83D\uDE00")) {
            upload(name, "", "");
        }
        assertThat(listed("prefix=&delimiter=%2F")).containsExactly("a-x", "b", "\uFFFD", "\uD83D\uDE00", "[a/]");
        assertThat(listed("prefix=a%2F&delimiter=%2F&includeTrailingDelimiter=true"))
                .containsExactly("a/", "a/1", "a/2", "[a/b/]");
        List<String> paged = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = json(200, get("/storage/v1/b/b/o?maxResults=2" + token));
            page.get("items").forEach(item -> paged.add(item.get("name").asText()));
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.get("nextPageToken").asText()
                    : "";
            pages++;
        } while (!token.isEmpty());
        assertThat(pages).isEqualTo(4);
        assertThat(paged).containsExactly("a-x", "a/", "a/1", "a/2", "a/b/3", "b", "\uFFFD", "\uD83D\uDE00");
        assertThat(get("/storage/v1/b/none/o").statusCode()).isEqualTo(404);
    }

    @Test
    void a_batch_answers_each_of_its_calls() throws Exception {
        upload("o", "1", "");
        String part = "--x\r\nContent-Type: application/http\r\nContent-ID: %d\r\n\r\nDELETE " + gcs.url()
                + "/storage/v1/b/b/o/%s HTTP/1.1\r\n\r\n\r\n";
        String body = part.formatted(1, "o") + part.formatted(2, "none") + "--x--\r\n";
        HttpResponse<String> answer =
                send("POST", "/batch/storage/v1", body, List.of("Content-Type", "multipart/mixed; boundary=x"));
        assertThat(answer.body()).contains("response-1", "HTTP/1.1 204", "response-2", "HTTP/1.1 404");
        assertThat(gcs.names("b")).isEmpty();
        assertThat(gcs.requests().get("b")).containsEntry(Operation.DELETE, 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_fault_strikes_the_nth_request_and_no_other(Fault fault) throws Exception {
        upload("0", "there", "");
        gcs.faults().nth(2, fault, Operation.UPLOAD, Operation.LIST);
        assertThat(upload("1", "first", "").statusCode()).isEqualTo(200);
        String told;
        try {
            HttpResponse<String> answer =
                    fault == Fault.STALE_LIST ? get("/storage/v1/b/b/o") : upload("2", "second", "");
            told = answer.statusCode()
                    + answer.headers()
                            .firstValue("Retry-After")
                            .map(s -> " " + s)
                            .orElse("");
            if (fault == Fault.STALE_LIST) {
                assertThat(answer.body()).contains("\"name\":\"0\"").doesNotContain("\"name\":\"1\"");
            }
            if (fault == Fault.WRONG_CHECKSUM) {
                assertThat(answer.body()).doesNotContain(StoredObject.crc32c("second".getBytes(UTF_8)));
            }
        } catch (IOException e) {
            told = "nothing";
        }
        assertThat(told)
                .isEqualTo(
                        switch (fault) {
                            case TOO_MANY_REQUESTS -> "429";
                            case INTERNAL_ERROR, INTERNAL_ERROR_AFTER -> "500";
                            case UNAVAILABLE, UNAVAILABLE_AFTER -> "503";
                            case RETRY_LATER -> "503 1";
                            case RESET, RESET_AFTER, LOST_RESPONSE, CUT_BODY -> "nothing";
                            case UNAUTHORIZED -> "401";
                            case FORBIDDEN -> "403";
                            case NOT_FOUND_AFTER -> "404";
                            case SLOW_BODY, STALE_LIST, TWICE, WRONG_CHECKSUM -> "200";
                        });
        boolean done = gcs.names("b").contains("2");
        assertThat(done).isEqualTo(fault.isDone() && fault != Fault.STALE_LIST);
        assertThat(gcs.faults().strikes()).hasSize(1);
        assertThat(upload("3", "third", "").statusCode()).isEqualTo(200);
    }

    @Test
    void what_keeps_one_answer_of_a_batch_from_arriving_keeps_them_all() throws Exception {
        upload("a", "1", "");
        upload("b", "2", "");
        gcs.faults().nth(2, Fault.RESET, Operation.DELETE);
        String part = "--x\r\n\r\nDELETE /storage/v1/b/b/o/%s HTTP/1.1\r\n\r\n\r\n";
        String body = part.formatted("a") + part.formatted("b") + "--x--\r\n";
        List<String> type = List.of("Content-Type", "multipart/mixed; boundary=x");
        assertThatThrownBy(() -> send("POST", "/batch/storage/v1", body, type)).isInstanceOf(IOException.class);
        assertThat(gcs.names("b")).containsExactly("b");
    }

    @Test
    void a_request_that_comes_twice_is_refused_the_second_time_where_it_says_so() throws Exception {
        gcs.faults().nth(1, Fault.TWICE, Operation.UPLOAD);
        JsonNode made = json(200, upload("o", "1", "&ifGenerationMatch=0"));
        JsonNode now = json(200, get("/storage/v1/b/b/o/o"));
        assertThat(now.get("generation")).isEqualTo(made.get("generation"));
    }

    @Test
    void the_same_seed_fails_the_same_requests() throws Exception {
        List<List<Integer>> rounds = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            gcs.faults().clear();
            gcs.faults().randomly(42, 0.3, Fault.UNAVAILABLE, Operation.METADATA);
            List<Integer> statuses = new ArrayList<>();
            for (int call = 0; call < 50; call++) {
                statuses.add(get("/storage/v1/b/b/o/none").statusCode());
            }
            rounds.add(statuses);
        }
        assertThat(rounds.get(0)).isEqualTo(rounds.get(1)).contains(503, 404);
    }

    @Test
    void a_call_that_nobody_knows_is_counted_apart() throws Exception {
        assertThat(get("/storage/v2/b/b").statusCode()).isEqualTo(404);
        assertThat(gcs.count(Operation.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void a_closed_emulator_answers_nobody() throws Exception {
        gcs.close();
        assertThatThrownBy(() -> get("/storage/v1/b/b")).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> upload(String name, String content, String query) throws Exception {
        return send(
                "POST",
                "/upload/storage/v1/b/b/o?uploadType=media&name=" + java.net.URLEncoder.encode(name, UTF_8) + query,
                content,
                List.of());
    }

    private HttpResponse<String> multipart(String resource, String content) throws Exception {
        String body = "--x\r\nContent-Type: application/json\r\n\r\n" + resource
                + "\r\n--x\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--x--\r\n";
        return send(
                "POST",
                "/upload/storage/v1/b/b/o?uploadType=multipart",
                body,
                List.of("Content-Type", "multipart/related; boundary=x"));
    }

    private String session(String name, String query) throws Exception {
        HttpResponse<String> started =
                send("POST", "/upload/storage/v1/b/b/o?uploadType=resumable&name=" + name + query, "", List.of());
        assertThat(started.statusCode()).isEqualTo(200);
        return started.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> piece(String session, byte[] bytes, String range) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(session))
                        .header("Content-Range", range)
                        .PUT(BodyPublishers.ofByteArray(bytes))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> zipped(String path, String body) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(UTF_8));
        }
        return client.send(
                HttpRequest.newBuilder(URI.create(gcs.url() + path))
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes.toByteArray())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<String> listed(String query) throws Exception {
        JsonNode page = json(200, get("/storage/v1/b/b/o?" + query));
        List<String> names = new ArrayList<>();
        page.get("items").forEach(item -> names.add(item.get("name").asText()));
        page.path("prefixes").forEach(prefix -> names.add("[" + prefix.asText() + "]"));
        return names;
    }

    private HttpResponse<String> range(String range) throws Exception {
        return send("GET", "/download/storage/v1/b/b/o/o?alt=media", "", List.of("Range", range));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "", List.of());
    }

    private HttpResponse<String> delete(String object) throws Exception {
        return send("DELETE", "/storage/v1/b/b/o/" + object, "", List.of());
    }

    private HttpResponse<String> send(String method, String path, String body, List<String> headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gcs.url() + path)).method(method, BodyPublishers.ofString(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
