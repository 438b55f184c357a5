package io.millrace.testkit.contract;

import io.millrace.pipeline.run.BoundedListener;
import java.net.URI;
import java.util.Optional;

/** Listens to nothing. */
public final class Silence implements BoundedListener {

    @Override
    public void started(Optional<URI> ui) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public void notice(String message) {}
}
