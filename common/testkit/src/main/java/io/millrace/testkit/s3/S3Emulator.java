package io.millrace.testkit.s3;

import io.millrace.testkit.http.Faults;
import io.millrace.testkit.http.HttpAnswer;
import io.millrace.testkit.http.HttpCall;
import io.millrace.testkit.http.HttpReply;
import io.millrace.testkit.http.LoopbackServer;
import io.millrace.testkit.http.Service;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The emulator: start it, make a bucket, point a client at {@link #url()} with the keys of its only account. */
public final class S3Emulator implements AutoCloseable {

    public static final String ACCESS_KEY = "millrace-test";

    private final String secret = UUID.randomUUID().toString();
    private final S3Store store = new S3Store();
    private final S3Calls calls = new S3Calls(store);
    private final Signature signature;
    private final Faults faults = new Faults();
    private final Map<S3Operation, Integer> requests = new EnumMap<>(S3Operation.class);
    private LoopbackServer server;

    private S3Emulator(Optional<String> sessionToken) {
        signature = new Signature(ACCESS_KEY, secret, sessionToken);
    }

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     */
    public static S3Emulator start(int port) throws IOException {
        return start(port, Optional.empty());
    }

    /** Starts one whose account has borrowed its rights: requests bring this token as well. */
    public static S3Emulator start(int port, Optional<String> sessionToken) throws IOException {
        S3Emulator emulator = new S3Emulator(sessionToken);
        emulator.server = LoopbackServer.start(port, emulator::answer);
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

    public String secretKey() {
        return secret;
    }

    /** What Flink's file system must be told to come to a server with an account of this name. */
    public static Map<String, String> options(String endpoint, String secret) {
        return Map.of(
                "s3.endpoint",
                endpoint,
                "s3.endpoint.region",
                "us-east-1",
                "s3.path.style.access",
                "true",
                "s3.access-key",
                ACCESS_KEY,
                "s3.secret-key",
                secret);
    }

    public S3Emulator bucket(String name) {
        store.create(name);
        return this;
    }

    /** The keys in a bucket, in order. */
    public List<String> names(String bucket) {
        try {
            return List.copyOf(store.objects(bucket).keySet());
        } catch (S3Error e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public byte[] content(String bucket, String key) {
        try {
            return store.get(bucket, key).content().clone();
        } catch (S3Error e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Puts an object there as somebody else would. */
    public void put(String bucket, String key, byte[] content) {
        try {
            store.put(bucket, key, content, "application/octet-stream");
        } catch (S3Error e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Multipart uploads of a bucket that were neither completed nor aborted. */
    public int openUploads(String bucket) {
        try {
            return store.uploads(bucket).size();
        } catch (S3Error e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Requests so far, for each operation. */
    public Map<S3Operation, Integer> requests() {
        synchronized (requests) {
            return new EnumMap<>(requests);
        }
    }

    public int count(S3Operation operation) {
        return requests().getOrDefault(operation, 0);
    }

    private HttpAnswer answer(HttpCall http) {
        S3Call call = S3Call.of(http);
        synchronized (requests) {
            requests.merge(call.operation(), 1, Integer::sum);
        }
        return faults.answer(call.operation(), new Service() {
            @Override
            public HttpAnswer carryOut(boolean stale) {
                return HttpAnswer.whole(carriedOut(call)); // listings of S3 are never stale
            }

            @Override
            public HttpReply refuse(int status) {
                return S3Calls.error(S3Error.of(status));
            }

            @Override
            public HttpReply mislead(HttpReply reply) {
                return S3Calls.misleading(reply);
            }
        });
    }

    private HttpReply carriedOut(S3Call call) {
        try {
            signature.check(call.http());
            return reply(call);
        } catch (S3Error e) {
            return S3Calls.error(e);
        }
    }

    private HttpReply reply(S3Call call) throws S3Error {
        return switch (call.operation()) {
            case BUCKET -> calls.bucket(call);
            case LIST -> calls.list(call);
            case METADATA, DOWNLOAD -> calls.read(call);
            case UPLOAD -> calls.upload(call);
            case COPY -> calls.copy(call);
            case DELETE -> calls.delete(call);
            case DELETE_MANY -> calls.deleteMany(call);
            case MULTIPART_START -> calls.start(call);
            case MULTIPART_PART -> calls.part(call);
            case MULTIPART_COMPLETE -> calls.complete(call);
            case MULTIPART_ABORT -> calls.abort(call);
            case MULTIPART_LIST -> calls.uploads(call);
            case UNKNOWN ->
                throw new S3Error(
                        501,
                        "NotImplemented",
                        call.http().method() + " " + call.http().target());
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
