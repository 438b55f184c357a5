package io.millrace.cli.stream;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Given;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.contracts.Contracts;
import io.millrace.cli.contracts.MaskedFields;
import io.millrace.contract.Contract;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.pipeline.run.RunRequest.Execution;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.Start;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Topics;
import io.millrace.pipeline.run.RunRequest.Until;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Makes the request of a run from settings and contracts, and refuses what cannot work before anything starts. */
final class Requests {

    private final Call call;
    private final Settings settings;

    Requests(Call call, Settings settings) {
        this.call = call;
        this.settings = settings;
    }

    RunRequest stream(List<String> names, Until until, From from) throws Failure, BadFile {
        Contracts contracts = Contracts.of(call, settings);
        List<Dataset> datasets = new ArrayList<>();
        List<MaskKey> keys = settings.maskKeys();
        checkTopics(names);
        for (String name : new LinkedHashSet<>(names)) {
            Contract contract = contracts.contract(name);
            MaskedFields.check(contract, keys);
            datasets.add(new Dataset(Plans.plan(contract), settings.topic(name)));
        }
        Start start = Start.valueOf(settings.text(Setting.START).toUpperCase(Locale.ROOT));
        Topics topics = new Topics(brokers(), start, until, settings.clientProperties());
        return new RunRequest(
                datasets, settings.place(Setting.LAKE), settings.place(Setting.STATE), keys, topics, execution(from));
    }

    private String brokers() throws Failure {
        return settings.optionalText(Setting.BROKERS)
                .orElseThrow(() -> Failure.usage(
                        "no broker is given",
                        "name one with --brokers HOST:PORT, or kafka.brokers in millrace.yaml",
                        "to try it without a Kafka of your own: millrace demo"));
    }

    private void checkTopics(List<String> names) throws Failure {
        for (Given given : settings.members(Setting.TOPICS)) {
            if (given.name().isEmpty() && names.size() > 1) {
                throw Failure.usage("--topic must say of which dataset: --topic " + names.get(0) + "=" + given.text());
            }
        }
    }

    private Execution execution(From from) throws Failure {
        return new Execution(
                settings.number(Setting.PARALLELISM),
                settings.time(Setting.CHECKPOINT),
                StateBackend.valueOf(settings.text(Setting.BACKEND).toUpperCase(Locale.ROOT)),
                from,
                settings.optionalNumber(Setting.UI_PORT),
                settings.optionalText(Setting.METRICS));
    }
}
