package io.millrace.stream;

import io.millrace.pipeline.run.RunListener;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what there is to know while a job is handed over into the log of the process. */
final class LoggedWait implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedWait.class);

    @Override
    public void started(Optional<URI> ui, String restoredFrom, StopHandle stop) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public void notice(String message) {
        LOG.warn("{}", message);
    }
}
