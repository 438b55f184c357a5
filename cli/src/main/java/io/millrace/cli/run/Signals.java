package io.millrace.cli.run;

import io.millrace.cli.Exit;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Ctrl-C and SIGTERM, told to a handler instead of ending the JVM: shutdown hooks of the engine would tear down the run
 * that is to be stopped in good order. The JDK's only interface for this is named by reflection, because the compiler
 * warns of it in a way that cannot be turned off.
 */
public final class Signals {

    private Signals() {}

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
