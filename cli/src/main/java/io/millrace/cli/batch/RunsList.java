package io.millrace.cli.batch;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.terminal.Amounts;
import io.millrace.contract.time.Timestamps;
import io.millrace.zones.Lake;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.Tally;
import io.millrace.zones.run.RunPlace;
import io.millrace.zones.run.Staging;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace runs list}. */
@Command(name = "list", description = "Lists the bounded runs of a dataset: state, counts, when.")
public final class RunsList implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset.")
    private String dataset;

    public RunsList(Call call) {
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
        LakeView view = LakeView.read(place.zones(), lake, dataset);
        Optional<String> owner = Staging.owner(place, dataset);
        int left = owner.isPresent() ? 0 : view.unnamed().size();
        if (call.wantsJson()) {
            call.print(json -> {
                json.writeStringField("dataset", dataset);
                json.writeStringField("at_work", owner.orElse(null));
                json.writeNumberField("files_of_dead_runs", left);
                json.writeArrayFieldStart("runs");
                for (RunMarker marker : view.runs()) {
                    json.writeStartObject();
                    RunText.write(marker, view, json);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
            return Exit.OK;
        }
        for (RunMarker marker : view.runs()) {
            Tally counts = marker.counts();
            call.print(marker.run() + "  " + RunText.state(marker, view) + "  "
                    + marker.origin()
                            .map(origin -> Timestamps.text(origin.at()).substring(0, 19) + "Z")
                            .orElse("-")
                    + "  " + marker.runner() + "  " + Amounts.count(counts.read()) + " read = "
                    + Amounts.count(counts.clean()) + " clean + " + Amounts.count(counts.rejected()) + " rejected + "
                    + Amounts.count(counts.duplicate()) + " duplicate");
        }
        if (view.runs().isEmpty()) {
            call.print("no bounded run of " + dataset + " in " + lake);
        }
        owner.ifPresent(who -> call.print("at work: " + who));
        if (left > 0) {
            call.print(Amounts.count(left, "file") + " left by dead runs: millrace runs sweep " + dataset);
        }
        return Exit.OK;
    }
}
