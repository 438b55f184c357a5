package io.millrace.cli.run;

import io.millrace.cli.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ctrl-C and SIGTERM, told to a handler instead of ending the JVM: shutdown hooks of the engine would tear down the run
 * that is to be stopped in good order. The JDK's only interface for this is named by reflection, because the compiler
 * warns of it in a way that cannot be turned off.
 */
public final class Signals {

    /** The system property of a process that is to end with the one that started it. */
    public static final String ENDS_WITH_INPUT = "millrace.ends-with-input";

    private static final long PATIENCE_SECONDS = 20;

    private Signals() {}

    /**
     * Sends this process SIGTERM when its standard input ends, which it does when the process that holds the other end
     * dies, however it dies; ends it at once when that does not help.
     */
    public static void terminateWhenInputEnds() {
        Thread watch = new Thread(
                () -> {
                    awaitEndOfInput();
                    raise("TERM");
                    awaitOwnEnd();
                    Runtime.getRuntime().halt(Exit.TERMINATED.code());
                },
                "end-with-input");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Broken is ended as well.
        }
    }

    private static void awaitOwnEnd() {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void raise(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM lets nobody raise the signal " + name, e);
        }
    }

    /** Tells the handler of every signal from now on, on a thread of its own, by the exit that belongs to it. */
    public static void handle(Consumer<Exit> handler) {
        handle("INT", () -> handler.accept(Exit.INTERRUPTED));
        handle("TERM", () -> handler.accept(Exit.TERMINATED));
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM lets nobody handle the signal " + name, e);
        }
    }
}
