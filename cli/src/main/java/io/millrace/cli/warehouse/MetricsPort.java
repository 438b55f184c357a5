package io.millrace.cli.warehouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.cli.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@code GET /metrics} with a page in the text format of Prometheus; on loopback unless a host is named. */
final class MetricsPort implements AutoCloseable {

    private static final Pattern PLACE = Pattern.compile("(?:(.+):)?(\\d{1,5})");
    private static final String PATH = "/metrics";
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final int NO_SUCH_PAGE = 404;
    private static final int NOT_SO = 405;
    private static final int FINE = 200;
    private static final long NO_BODY = -1;
    private static final int AT_ONCE = 2;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Supplier<String> page;

    private MetricsPort(HttpServer server, Supplier<String> page) {
        this.server = server;
        this.page = page;
        this.threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Opens the port.
     *
     * @param place {@code [HOST:]PORT}; port 0 takes any that is free
     */
    static MetricsPort open(String place, Supplier<String> page) throws Failure {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            throw Failure.usage("--metrics-port " + place + " is neither a port nor HOST:PORT");
        }
        try {
            InetAddress host =
                    parts.group(1) == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(parts.group(1));
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
            return new MetricsPort(HttpServer.create(address, 0), page);
        } catch (IOException e) {
            throw Failure.usage(
                    "the metrics cannot be served at " + place + ": " + e.getMessage(),
                    "name another port, or 0 for any that is free");
        }
    }

    /** Where the page is. */
    String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + PATH;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(NO_SUCH_PAGE, NO_BODY);
            } else if (!METHODS.contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(NOT_SO, NO_BODY);
            } else {
                send(exchange, page.get().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", TYPE);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(FINE, NO_BODY);
        } else {
            exchange.sendResponseHeaders(FINE, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
