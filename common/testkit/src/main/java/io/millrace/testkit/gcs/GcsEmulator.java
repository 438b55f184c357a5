package io.millrace.testkit.gcs;

import io.millrace.testkit.http.Delivery;
import io.millrace.testkit.http.Faults;
import io.millrace.testkit.http.HttpAnswer;
import io.millrace.testkit.http.HttpCall;
import io.millrace.testkit.http.HttpReply;
import io.millrace.testkit.http.LoopbackServer;
import io.millrace.testkit.http.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The emulator: start it, make a bucket, point a client at {@link #url()}. */
public final class GcsEmulator implements AutoCloseable {

    private static final int MOST_IN_A_BATCH = 100;
    /** Who knows the address of an upload may go on with it, and in a batch each call says for itself who sends it. */
    private static final Set<Operation> OPEN_TO_ALL = EnumSet.of(
            Operation.RESUMABLE_PUT, Operation.RESUMABLE_STATUS, Operation.RESUMABLE_CANCEL, Operation.BATCH);

    private final ObjectStore store = new ObjectStore();
    private final Faults faults = new Faults();
    private final Map<String, EnumMap<Operation, Integer>> requests = new ConcurrentHashMap<>();
    private LoopbackServer server;
    private ObjectCalls objects;
    private Uploads uploads;
    private Optional<ServiceAccount> only = Optional.empty();

    private GcsEmulator() {}

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     */
    public static GcsEmulator start(int port) throws IOException {
        GcsEmulator emulator = new GcsEmulator();
        emulator.server = LoopbackServer.start(port, emulator::answer);
        ObjectJson json = new ObjectJson(emulator.url());
        emulator.objects = new ObjectCalls(emulator.store, json);
        emulator.uploads = new Uploads(emulator.store, json, emulator.url());
        return emulator;
    }

    public String url() {
        return server.url();
    }

    /** Requests so far, by what their clients call themselves. */
    public Map<String, Integer> agents() {
        return server.agents();
    }

    public Faults faults() {
        return faults;
    }

    /** Lets nobody else in from now on. */
    public GcsEmulator only(ServiceAccount account) {
        only = Optional.of(account);
        return this;
    }

    public GcsEmulator bucket(String name) {
        try {
            store.createBucket(name);
            return this;
        } catch (ApiError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The names in a bucket, in order. */
    public List<String> names(String bucket) {
        try {
            return store.list(bucket, false).stream().map(StoredObject::name).toList();
        } catch (ApiError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public byte[] content(String bucket, String name) {
        try {
            return store.get(bucket, name, Optional.empty()).content().clone();
        } catch (ApiError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Requests so far, for each bucket ("" for those that name none) and operation. */
    public Map<String, Map<Operation, Integer>> requests() {
        Map<String, Map<Operation, Integer>> copy = new TreeMap<>();
        requests.forEach((bucket, counts) -> {
            synchronized (counts) {
                copy.put(bucket, new EnumMap<>(counts));
            }
        });
        return copy;
    }

    /** Requests of these operations so far, of all without any. */
    public int count(Operation... operations) {
        List<Operation> wanted = List.of(operations);
        return requests().values().stream()
                .flatMap(counts -> counts.entrySet().stream())
                .filter(entry -> wanted.isEmpty() || wanted.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private HttpAnswer answer(HttpCall http) {
        if (only.isPresent() && http.target().equals(ServiceAccount.TOKENS)) {
            return HttpAnswer.whole(only.get().token(http, url()));
        }
        ApiCall call = ApiCall.of(http);
        Operation operation = call.operation();
        boolean named = operation != Operation.UNKNOWN
                && operation != Operation.BATCH
                && call.path().size() > 1;
        EnumMap<Operation, Integer> counts =
                requests.computeIfAbsent(named ? call.bucket() : "", bucket -> new EnumMap<>(Operation.class));
        synchronized (counts) {
            counts.merge(operation, 1, Integer::sum);
        }
        return faults.answer(operation, new Service() {
            @Override
            public HttpAnswer carryOut(boolean stale) {
                return carriedOut(call, operation, stale);
            }

            @Override
            public HttpReply refuse(int status) {
                return ObjectJson.error(ApiError.of(status));
            }

            @Override
            public HttpReply mislead(HttpReply reply) {
                return Damage.checksums(reply);
            }
        });
    }

    private HttpAnswer carriedOut(ApiCall call, Operation operation, boolean stale) {
        try {
            if (only.isPresent()
                    && !OPEN_TO_ALL.contains(operation)
                    && !only.get().sent(call.http())) {
                throw ApiError.unknownCaller();
            }
            return operation == Operation.BATCH ? batch(call) : HttpAnswer.whole(reply(call, operation, stale));
        } catch (ApiError e) {
            return HttpAnswer.whole(ObjectJson.error(e));
        }
    }

    private HttpReply reply(ApiCall call, Operation operation, boolean stale) throws ApiError {
        return switch (operation) {
            case BUCKET -> objects.bucket(call);
            case METADATA -> objects.metadata(call);
            case LIST -> objects.list(call, stale);
            case DOWNLOAD -> objects.download(call);
            case UPLOAD -> uploads.whole(call);
            case RESUMABLE_START -> uploads.start(call);
            case RESUMABLE_PUT, RESUMABLE_STATUS -> uploads.put(call);
            case RESUMABLE_CANCEL -> uploads.cancel(call);
            case COMPOSE -> objects.compose(call);
            case REWRITE -> objects.rewrite(call);
            case COPY -> objects.copy(call);
            case PATCH -> objects.patch(call);
            case DELETE -> objects.delete(call);
            case BATCH, UNKNOWN ->
                throw ApiError.notFound(
                        "the call " + call.method() + " " + call.http().target());
        };
    }

    /** The answers come in one; what keeps one of them from arriving keeps them all. */
    private HttpAnswer batch(ApiCall call) throws ApiError {
        List<Multipart.Part> parts = Multipart.parts(call.http());
        if (parts.size() > MOST_IN_A_BATCH) {
            throw ApiError.invalid("a batch has at most " + MOST_IN_A_BATCH + " calls, not " + parts.size());
        }
        String boundary = "batch_" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Delivery delivery = Delivery.WHOLE;
        for (Multipart.Part part : parts) {
            HttpAnswer answer;
            try {
                HttpCall each = HttpCall.parse(part.body());
                call.http()
                        .header("authorization")
                        .ifPresent(who -> each.headers().putIfAbsent("authorization", who));
                answer = answer(each);
            } catch (IOException e) {
                throw ApiError.invalid("a part of the batch is no call: " + e.getMessage());
            }
            delivery = answer.delivery() == Delivery.WHOLE ? delivery : answer.delivery();
            HttpReply reply = answer.reply();
            Map<String, String> headers = new LinkedHashMap<>(reply.headers());
            headers.put("Content-Length", Integer.toString(reply.body().length));
            StringBuilder head = new StringBuilder("--" + boundary + "\r\nContent-Type: application/http\r\n");
            String id = part.headers().getOrDefault("content-id", "");
            if (!id.isEmpty()) {
                head.append("Content-ID: <response-")
                        .append(id.replaceAll("^<|>$", ""))
                        .append(">\r\n");
            }
            head.append("\r\nHTTP/1.1 ").append(reply.status()).append(" .\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            body.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            body.writeBytes(reply.body());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpReply whole =
                new HttpReply(200, Map.of("Content-Type", "multipart/mixed; boundary=" + boundary), body.toByteArray());
        return new HttpAnswer(whole, delivery);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
