package io.millrace.cli.batch;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.terminal.Amounts;
import io.millrace.zones.Lake;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunPlace;
import io.millrace.zones.run.Staging;
import io.millrace.zones.run.Staging.Swept;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace runs sweep}. */
@Command(
        name = "sweep",
        description = {
            "Deletes what dead runs of a dataset have left.",
            "That is everything staged, and files in the zones that no marker names. Refused (75)",
            "while a run is at work."
        })
public final class RunsSweep implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset.")
    private String dataset;

    public RunsSweep(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.LAKE, Setting.STORAGE, Setting.WORK);
    }

    @Override
    public Exit call() throws Exception {
        Lake lake = new Lake(call.settings().place(Setting.LAKE));
        RunPlace place = RunPlace.of(lake, call.settings().path(Setting.WORK));
        try (Staging staging = Staging.take(place, dataset, "runs sweep")) {
            Swept swept = staging.sweep(LakeView.read(place.zones(), lake, dataset));
            if (call.wantsJson()) {
                call.print(json -> {
                    json.writeStringField("dataset", dataset);
                    json.writeNumberField("files", swept.files());
                    json.writeNumberField("bytes", swept.bytes());
                });
            } else {
                call.print("deleted " + Amounts.count(swept.files(), "file") + ", " + Amounts.bytes(swept.bytes()));
            }
        }
        return Exit.OK;
    }
}
