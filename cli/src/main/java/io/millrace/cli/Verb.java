package io.millrace.cli;

import io.millrace.cli.about.Completion;
import io.millrace.cli.about.Version;
import io.millrace.cli.audit.AuditVerb;
import io.millrace.cli.batch.Batch;
import io.millrace.cli.batch.Reprocess;
import io.millrace.cli.batch.Runs;
import io.millrace.cli.batch.RunsList;
import io.millrace.cli.batch.RunsShow;
import io.millrace.cli.batch.RunsSweep;
import io.millrace.cli.config.Config;
import io.millrace.cli.config.ConfigShow;
import io.millrace.cli.conform.Conform;
import io.millrace.cli.contracts.ContractDiffVerb;
import io.millrace.cli.contracts.ContractVerb;
import io.millrace.cli.contracts.PlanVerb;
import io.millrace.cli.contracts.Validate;
import io.millrace.cli.demo.Demo;
import io.millrace.cli.doctor.Doctor;
import io.millrace.cli.generate.Generate;
import io.millrace.cli.stream.Stream;
import io.millrace.cli.upgrade.Upgrade;
import io.millrace.cli.upgrade.UpgradeCheckVerb;
import io.millrace.cli.warehouse.Finalize;
import io.millrace.cli.warehouse.Query;
import io.millrace.cli.warehouse.Restatements;
import io.millrace.cli.warehouse.Tables;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Everything the command can do, in the order in which a person meets it. */
public enum Verb {
    DEMO(Chapter.START, "see it all run here: broker, generator, job, zones, warehouse, books"),
    DOCTOR(Chapter.START, "see whether this machine has what a run needs, and what to do if not"),
    VALIDATE(Chapter.CONTRACT, "compile contracts and run their samples, every problem at once"),
    PLAN(Chapter.CONTRACT, "draw what a run of a dataset will do, or say what a load of the warehouse will build anew"),
    CONTRACT(Chapter.CONTRACT, "say what changes between two versions of a contract, and what that breaks"),
    STREAM(Chapter.RUN, "run datasets from Kafka into the zones, exactly once"),
    BATCH(Chapter.RUN, "run files of a dataset into the zones, as a whole or not at all"),
    REPROCESS(Chapter.RUN, "judge days of the raw zone anew, in place of what became of them"),
    UPGRADE(Chapter.RUN, "say whether a stream can go on from a savepoint with this release and contract"),
    RUNS(Chapter.RUN, "show bounded runs, and remove what dead ones have left"),
    GENERATE(Chapter.RUN, "make records, good and bad, whose outcome is known"),
    FINALIZE(Chapter.RUN, "load what is new in the zones into the warehouse, and publish it"),
    QUERY(Chapter.RUN, "put a question to the published warehouse"),
    TABLES(Chapter.RUN, "list what the published warehouse holds, how fresh it is, and what a row stands for"),
    RESTATEMENTS(Chapter.PROOF, "list the numbers of closed days that a later load changed, and what changed them"),
    CONFORM(Chapter.PROOF, "run your contract and data on several engines, and compare every record"),
    AUDIT(Chapter.PROOF, "prove that every record left by exactly one door"),
    CONFIG(Chapter.ABOUT, "show the settings and where each came from"),
    COMPLETION(Chapter.ABOUT, "print the completion script of bash or zsh"),
    VERSION(Chapter.ABOUT, "print the version");

    /** The parts of the list of verbs. */
    enum Chapter {
        START("First steps"),
        CONTRACT("Contracts"),
        RUN("Runs"),
        PROOF("Proof"),
        ABOUT("About");

        private final String title;

        Chapter(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final Chapter chapter;
    private final String summary;

    Verb(Chapter chapter, String summary) {
        this.chapter = chapter;
        this.summary = summary;
    }

    /** The word that calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Chapter chapter() {
        return chapter;
    }

    public String summary() {
        return summary;
    }

    /** Whether it carries out runs, which keep a log. */
    boolean isRun() {
        return this == DEMO || this == STREAM || this == BATCH || this == REPROCESS;
    }

    /** How it may end, in the order of the codes. */
    Set<Exit> exits() {
        return switch (this) {
            case DEMO -> EnumSet.complementOf(EnumSet.of(Exit.UNSAFE));
            case GENERATE -> EnumSet.complementOf(EnumSet.of(Exit.DATA, Exit.BOOKS, Exit.UNSAFE));
            case AUDIT -> EnumSet.of(Exit.OK, Exit.INTERNAL, Exit.USAGE, Exit.BOOKS, Exit.TRY_AGAIN);
            case BATCH, REPROCESS, CONFORM, FINALIZE, STREAM ->
                EnumSet.complementOf(EnumSet.of(Exit.BOOKS, Exit.UNSAFE));
            case UPGRADE -> EnumSet.of(Exit.OK, Exit.INTERNAL, Exit.USAGE, Exit.UNSAFE, Exit.TRY_AGAIN);
            case CONTRACT -> EnumSet.of(Exit.OK, Exit.INTERNAL, Exit.USAGE, Exit.UNSAFE);
            case QUERY, RUNS, TABLES, RESTATEMENTS, PLAN ->
                EnumSet.of(Exit.OK, Exit.INTERNAL, Exit.USAGE, Exit.TRY_AGAIN);
            case DOCTOR, VALIDATE, CONFIG, COMPLETION, VERSION -> EnumSet.of(Exit.OK, Exit.INTERNAL, Exit.USAGE);
        };
    }

    /** Its command. Only the class of the verb that is called gets loaded, which keeps the light ones fast. */
    Callable<Exit> open(Call call) {
        return switch (this) {
            case DEMO -> new Demo(call);
            case GENERATE -> new Generate(call);
            case CONFORM -> new Conform(call);
            case AUDIT -> new AuditVerb(call);
            case DOCTOR -> new Doctor(call);
            case VALIDATE -> new Validate(call);
            case PLAN -> new PlanVerb(call);
            case CONTRACT -> new ContractVerb();
            case STREAM -> new Stream(call);
            case BATCH -> new Batch(call);
            case REPROCESS -> new Reprocess(call);
            case UPGRADE -> new Upgrade();
            case RUNS -> new Runs();
            case FINALIZE -> new Finalize(call);
            case QUERY -> new Query(call);
            case TABLES -> new Tables(call);
            case RESTATEMENTS -> new Restatements(call);
            case CONFIG -> new Config();
            case COMPLETION -> new Completion(call);
            case VERSION -> new Version(call);
        };
    }

    /** The commands below it: the second words. */
    List<Callable<Exit>> openInner(Call call) {
        if (this == RUNS) {
            return List.of(new RunsList(call), new RunsShow(call), new RunsSweep(call));
        }
        if (this == UPGRADE) {
            return List.of(new UpgradeCheckVerb(call));
        }
        if (this == CONTRACT) {
            return List.of(new ContractDiffVerb(call));
        }
        return this == CONFIG ? List.of(new ConfigShow(call)) : List.of();
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
