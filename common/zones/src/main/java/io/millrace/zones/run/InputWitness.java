package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.input.InputFacts;
import io.millrace.zones.run.RunMarker.RunInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final List<InputFile> files;
    private final List<Long> modified = new ArrayList<>();
    private final FutureTask<List<RunInput>> reading;
    private final Thread thread;

    private InputWitness(List<InputFile> files) throws IOException {
        this.files = files;
        for (InputFile file : files) {
            modified.add(InputChoice.modified(file));
        }
        reading = new FutureTask<>(this::read);
        thread = new Thread(reading, "input-witness");
        thread.setDaemon(true);
    }

    static InputWitness start(List<InputFile> files) throws IOException {
        InputWitness witness = new InputWitness(files);
        witness.thread.start();
        return witness;
    }

    private List<RunInput> read() throws IOException, InterruptedException {
        List<RunInput> inputs = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            InputFile file = files.get(index);
            InputFacts facts = InputFacts.of(file);
            inputs.add(new RunInput(file.source(), file.bytes(), modified.get(index), facts.crc32c(), facts.records()));
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
        for (int index = 0; index < files.size(); index++) {
            InputFile file = files.get(index);
            boolean same = Files.size(Path.of(file.uri())) == file.bytes()
                    && InputChoice.modified(file) == modified.get(index);
            if (!same) {
                throw new RunFailure(
                        RunFailure.Kind.DATA,
                        file.source() + " was changed while it was read; nothing of the run counts. Run again when"
                                + " nobody writes to it any more.");
            }
        }
        return inputs;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
