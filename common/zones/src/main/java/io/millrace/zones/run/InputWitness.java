package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.input.InputFacts;
import io.millrace.zones.run.RunMarker.RunInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads the input beside the engine and counts its records for itself, so that the run can be held against somebody who
 * did not do the work.
 */
final class InputWitness implements AutoCloseable {

    private final SeenInputs seen;
    private final List<InputFile> files;
    private final FutureTask<List<RunInput>> reading;
    private final Thread thread;

    private InputWitness(SeenInputs seen, List<InputFile> files) {
        this.seen = seen;
        this.files = files;
        reading = new FutureTask<>(this::read);
        thread = new Thread(reading, "input-witness");
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param files what to read: the inputs, or copies of them in the same order
     */
    static InputWitness start(SeenInputs seen, List<InputFile> files) {
        InputWitness witness = new InputWitness(seen, files);
        witness.thread.start();
        return witness;
    }

    private List<RunInput> read() throws IOException, InterruptedException {
        List<RunInput> inputs = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            InputFile file = files.get(index);
            InputFacts facts = InputFacts.of(file);
            inputs.add(new RunInput(
                    file.source(), file.bytes(), seen.modified().get(index), facts.crc32c(), facts.records()));
        }
        inputs.sort(Comparator.comparing(RunInput::source));
        return inputs;
    }

    /** What the input was; fails when it did not stay what it was. */
    List<RunInput> inputs() throws RunFailure, IOException, InterruptedException {
        List<RunInput> inputs;
        try {
            inputs = reading.get();
        } catch (ExecutionException e) {
            throw new RunFailure(
                    RunFailure.Kind.DATA,
                    String.valueOf(e.getCause().getMessage()) + ". Nothing of the run counts.",
                    e);
        }
        seen.checkUnchanged();
        return inputs;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
