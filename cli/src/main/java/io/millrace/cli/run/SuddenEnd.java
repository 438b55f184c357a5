package io.millrace.cli.run;

import java.io.IOException;

/** The end of this process that waits for nothing. */
public final class SuddenEnd {

    private static final int SECONDS = 2;

    private SuddenEnd() {}

    /**
     * Ends the process with that code. Halting runs the exit code of native libraries, and that of RocksDB can wait for ever
     * for a thread that is gone; so somebody stands by who ends the process for good.
     */
    public static void with(int code) {
        long self = ProcessHandle.current().pid();
        try {
            new ProcessBuilder("sh", "-c", "sleep " + SECONDS + "; kill -9 " + self + " 2>/dev/null").start();
        } catch (IOException e) {
            System.err.println("if this process does not end now: kill -9 " + self);
        }
        Runtime.getRuntime().halt(code);
    }
}
