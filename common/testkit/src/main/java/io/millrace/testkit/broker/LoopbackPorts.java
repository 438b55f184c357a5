package io.millrace.testkit.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports on 127.0.0.1 below the range from which the system takes the ports of outgoing connections: a client
 * that tries again and again to reach a dead broker inside that range ends up connected to itself, and holds the port.
 */
final class LoopbackPorts {

    static final String HOST = "127.0.0.1";

    private static final byte[] ADDRESS = {127, 0, 0, 1};
    private static final int FIRST = 15_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private LoopbackPorts() {}

    static int free() throws BrokerFailure {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new BrokerFailure("found no free port on " + HOST + " between " + FIRST + " and " + END);
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
