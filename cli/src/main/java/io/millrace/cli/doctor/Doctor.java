package io.millrace.cli.doctor;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.doctor.Finding.Health;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks whether this machine has what a run needs: Java, memory, disk, ports, write",
            "permission, contracts, masking key, and the broker when one is given. Ends with 0 when",
            "nothing is in the way, with 2 when something is, and says for each what to do."
        },
        footer = {"  millrace doctor", "  millrace doctor --brokers kafka:9092 --contracts contracts"})
public final class Doctor implements Callable<Exit>, TakesSettings {

    private final Call call;

    public Doctor(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.CONTRACTS,
                Setting.LAKE,
                Setting.STATE,
                Setting.BROKERS,
                Setting.CLIENT,
                Setting.MASK_KEYS,
                Setting.UI_PORT);
    }

    @Override
    public Exit call() throws Exception {
        List<Finding> findings = examine(call.settings());
        if (call.wantsJson()) {
            printJson(findings);
        } else {
            findings.forEach(this::print);
        }
        return worst(findings) == Health.BAD ? Exit.USAGE : Exit.OK;
    }

    private List<Finding> examine(Settings settings) throws Exception {
        ContractsFolder contracts = ContractsFolder.look(call, settings);
        return List.of(
                Machine.java(),
                Machine.memory(),
                Folders.room(settings.place(Setting.LAKE)),
                Folders.writable("lake", settings.place(Setting.LAKE)),
                Folders.writable("state", settings.place(Setting.STATE)),
                Ports.ports(settings.optionalNumber(Setting.UI_PORT)),
                contracts.finding(),
                MaskKeys.keys(settings, contracts.masking()),
                Broker.reachable(settings),
                Machine.maven(
                        call.surroundings().environment(), call.surroundings().home()));
    }

    private static Health worst(List<Finding> findings) {
        return findings.stream().map(Finding::health).max(Enum::compareTo).orElse(Health.OK);
    }

    private void print(Finding finding) {
        Style style = call.terminal().outStyle();
        String mark = switch (finding.health()) {
            case OK -> style.good("ok  ");
            case DOUBTFUL -> style.doubtful("hmm ");
            case BAD -> style.bad("BAD ");
        };
        call.print(mark + String.format(Locale.ROOT, "%-12s", finding.check()) + " " + Visible.text(finding.found()));
        finding.advice().forEach(line -> call.print("                 → " + Visible.text(line)));
    }

    private void printJson(List<Finding> findings) {
        call.print(json -> {
            json.writeStringField("health", name(worst(findings)));
            json.writeArrayFieldStart("checks");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("check", finding.check());
                json.writeStringField("health", name(finding.health()));
                json.writeStringField("found", finding.found());
                json.writeArrayFieldStart("advice");
                for (String line : finding.advice()) {
                    json.writeString(line);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static String name(Health health) {
        return health.name().toLowerCase(Locale.ROOT);
    }
}
