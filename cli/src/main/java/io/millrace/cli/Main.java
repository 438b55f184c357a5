package io.millrace.cli;

import io.millrace.cli.run.OwnTemporary;
import io.millrace.cli.run.Signals;

/** Starts the command in this process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        OwnTemporary.removeAtEnd();
        if (Boolean.getBoolean(Signals.ENDS_WITH_INPUT)) {
            Signals.terminateWhenInputEnds();
        }
        System.exit(new Millrace(Surroundings.ofThisProcess()).run(args).code());
    }
}
