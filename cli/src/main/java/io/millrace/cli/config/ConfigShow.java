package io.millrace.cli.config;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace config show}. */
@Command(
        name = "show",
        description = "Prints every setting with its value; secrets as ***.",
        footer = {
            "  millrace config show",
            "  millrace config show --origins --profile prod",
            "  MILLRACE_KAFKA_BROKERS=kafka:9092 millrace config show --output json"
        })
public final class ConfigShow implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Option(names = "--origins", description = "Say where each value came from.")
    private boolean origins;

    public ConfigShow(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.values());
    }

    @Override
    public Exit call() throws Exception {
        SettingsTable table = new SettingsTable(call.settings());
        if (call.wantsJson()) {
            call.print(table::write);
        } else {
            table.lines(origins ? SettingsTable.Detail.WITH_ORIGINS : SettingsTable.Detail.VALUES)
                    .forEach(call::print);
        }
        return Exit.OK;
    }
}
