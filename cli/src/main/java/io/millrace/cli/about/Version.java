package io.millrace.cli.about;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace version}. */
@Command(
        name = "version",
        description = "Prints the version of millrace and of the Java that runs it.",
        footer = {"  millrace version", "  millrace version --output json"})
public final class Version implements Callable<Exit> {

    private final Call call;

    public Version(Call call) {
        this.call = call;
    }

    @Override
    public Exit call() {
        String java = System.getProperty("java.version");
        if (call.wantsJson()) {
            call.print(json -> {
                json.writeStringField("version", number());
                json.writeStringField("java", java);
                json.writeStringField("home", call.surroundings().home().toString());
            });
        } else {
            call.print("millrace " + number() + " (Java " + java + ")");
        }
        return Exit.OK;
    }

    /** The version that Maven gave the jar. */
    public static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("of an unpacked build");
    }
}
