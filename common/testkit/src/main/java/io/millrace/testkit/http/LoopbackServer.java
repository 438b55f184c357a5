package io.millrace.testkit.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves HTTP/1.1 on a free port of 127.0.0.1, a thread a connection. */
public final class LoopbackServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final byte[] ADDRESS = {127, 0, 0, 1};
    private static final int BACKLOG = 200;
    private static final int SLOW_PIECES = 20;
    private static final long SLOW_PAUSE_MILLIS = 50;
    private static final long CLOSE_SECONDS = 10;

    private final ServerSocket listener;
    private final Function<HttpCall, HttpAnswer> handler;
    private final Map<String, Integer> agents = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "loopback-server");
        thread.setDaemon(true);
        return thread;
    });

    private LoopbackServer(ServerSocket listener, Function<HttpCall, HttpAnswer> handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /**
     * Starts one.
     *
     * @param port 0 for any free one
     */
    public static LoopbackServer start(int port, Function<HttpCall, HttpAnswer> handler) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port), BACKLOG);
        LoopbackServer server = new LoopbackServer(listener, handler);
        server.threads.execute(server::accept);
        return server;
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Requests so far, by what their clients call themselves. */
    public Map<String, Integer> agents() {
        return Map.copyOf(agents);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("a connection could not be accepted", e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            boolean open = true;
            while (open) {
                Optional<HttpCall> call = HttpCall.read(in, out);
                open = call.isPresent() && answer(call.get(), socket, out);
            }
        } catch (IOException e) {
            LOG.debug("a client went away", e);
        } finally {
            connections.remove(socket);
        }
    }

    /** Gives whether the connection stays open. */
    private boolean answer(HttpCall call, Socket socket, OutputStream out) throws IOException {
        agents.merge(call.header("user-agent").orElse(""), 1, Integer::sum);
        HttpAnswer answer = handler.apply(call);
        HttpReply reply = answer.reply();
        byte[] body = call.method().equals("HEAD") ? new byte[0] : reply.body();
        switch (answer.delivery()) {
            case RESET -> {
                socket.setSoLinger(true, 0);
                return false;
            }
            case NONE -> {
                return false;
            }
            case CUT -> {
                head(reply, out);
                out.write(body, 0, body.length / 2);
                out.flush();
                return false;
            }
            case SLOW -> {
                head(reply, out);
                trickle(body, out);
            }
            case WHOLE -> {
                head(reply, out);
                out.write(body);
            }
        }
        out.flush();
        return !"close".equalsIgnoreCase(call.headers().get("connection"));
    }

    private static void head(HttpReply reply, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "HTTP/1.1 %d %s\r\n", reply.status(), "."));
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (reply.status() != 204) {
            head.append("Content-Length: ").append(reply.body().length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void trickle(byte[] body, OutputStream out) throws IOException {
        int piece = Math.max(1, body.length / SLOW_PIECES);
        for (int from = 0; from < body.length; from += piece) {
            out.write(body, from, Math.min(piece, body.length - from));
            out.flush();
            try {
                TimeUnit.MILLISECONDS.sleep(SLOW_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while answering slowly", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("threads of the loopback server still run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
