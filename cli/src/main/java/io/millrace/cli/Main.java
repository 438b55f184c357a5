package io.millrace.cli;

/** Starts the command in this process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new Millrace(Surroundings.ofThisProcess()).run(args).code());
    }
}
