package io.millrace.stream;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream.Committer;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.core.fs.local.LocalRecoverableWriter;

/** Local files under the scheme {@code faulty}, whose next write, seal or commit fails, or kills, when a fault was planted. */
public final class FaultyFiles implements FileSystemFactory {

    static final String SCHEME = "faulty";

    /** The fault that waits for its moment. */
    private static final AtomicReference<Planted> PLANTED = new AtomicReference<>();

    enum Fault {
        WRITE,
        SEAL,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    /** What comes of it. */
    enum Effect {
        /** The task fails. */
        FAIL,
        /** The process is gone by {@code kill -9}. */
        DIE
    }

    private record Planted(Fault fault, Effect effect) {}

    static void plant(Fault fault, Effect effect) {
        PLANTED.set(new Planted(fault, effect));
    }

    private static void pass(Fault fault) throws IOException {
        Planted planted = PLANTED.get();
        if (planted == null || planted.fault != fault || !PLANTED.compareAndSet(planted, null)) {
            return;
        }
        if (planted.effect == Effect.DIE) {
            die();
        }
        throw new IOException("planted: " + fault);
    }

    /** Not by halting, which lets native libraries clean up and may hang in that. */
    private static void die() throws IOException {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("kill", "-9", self).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileSystem create(URI place) {
        return new LocalFileSystem() {
            @Override
            public LocalRecoverableWriter createRecoverableWriter() {
                return new FaultyWriter(this);
            }
        };
    }

    private static final class FaultyWriter extends LocalRecoverableWriter {

        FaultyWriter(LocalFileSystem files) {
            super(files);
        }

        @Override
        public RecoverableFsDataOutputStream open(Path path) throws IOException {
            return new FaultyStream(super.open(path));
        }

        @Override
        public RecoverableFsDataOutputStream recover(ResumeRecoverable place) throws IOException {
            return new FaultyStream(super.recover(place));
        }

        @Override
        public Committer recoverForCommit(CommitRecoverable sealed) throws IOException {
            return new FaultyCommitter(super.recoverForCommit(sealed));
        }
    }

    private record FaultyCommitter(Committer files) implements Committer {

        @Override
        public void commit() throws IOException {
            files.commit();
        }

        /** The one that Flink's committer always takes. */
        @Override
        public void commitAfterRecovery() throws IOException {
            pass(Fault.BEFORE_COMMIT);
            files.commitAfterRecovery();
            pass(Fault.AFTER_COMMIT);
        }

        @Override
        public RecoverableWriter.CommitRecoverable getRecoverable() {
            return files.getRecoverable();
        }
    }

    private static final class FaultyStream extends RecoverableFsDataOutputStream {
        private final RecoverableFsDataOutputStream file;

        FaultyStream(RecoverableFsDataOutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int value) throws IOException {
            file.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            pass(Fault.WRITE);
            file.write(bytes, from, count);
        }

        @Override
        public Committer closeForCommit() throws IOException {
            pass(Fault.SEAL);
            return new FaultyCommitter(file.closeForCommit());
        }

        @Override
        public RecoverableWriter.ResumeRecoverable persist() throws IOException {
            return file.persist();
        }

        @Override
        public long getPos() throws IOException {
            return file.getPos();
        }

        @Override
        public void flush() throws IOException {
            file.flush();
        }

        @Override
        public void sync() throws IOException {
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
