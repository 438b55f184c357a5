package io.millrace.flink.sink;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Knows which files are being written. Those of a failed task are never finished by Flink, and compressors hold memory
 * that no garbage collector gives back.
 */
final class WatchedFiles<T> implements BulkWriter.Factory<T> {

    private static final long serialVersionUID = 1;

    private final BulkWriter.Factory<T> files;
    private transient Set<Watched> unfinished;

    WatchedFiles(BulkWriter.Factory<T> files) {
        this.files = files;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
        if (unfinished == null) {
            unfinished = new HashSet<>();
        }
        Detachable file = new Detachable(out);
        Watched writer = new Watched(files.create(file), file);
        unfinished.add(writer);
        return writer;
    }

    /** Lets go of everything that unfinished files hold; what they still want to write goes nowhere. */
    void abandon() {
        if (unfinished != null) {
            unfinished.forEach(Watched::abandon);
            unfinished.clear();
        }
    }

    int unfinished() {
        return unfinished == null ? 0 : unfinished.size();
    }

    private final class Watched implements BulkWriter<T> {
        private final BulkWriter<T> writer;
        private final Detachable file;

        Watched(BulkWriter<T> writer, Detachable file) {
            this.writer = writer;
            this.file = file;
        }

        @Override
        public void addElement(T record) throws IOException {
            writer.addElement(record);
        }

        @Override
        public void flush() throws IOException {
            writer.flush();
        }

        @Override
        public void finish() throws IOException {
            writer.finish();
            unfinished.remove(this);
        }

        void abandon() {
            file.detach();
            try {
                writer.finish();
            } catch (IOException | RuntimeException e) {
                // a writer that failed before may fail again; it has let go of what it could
            }
        }
    }

    /** A file that can be taken away from its writer. */
    private static final class Detachable extends FSDataOutputStream {
        private FSDataOutputStream file;

        Detachable(FSDataOutputStream file) {
            this.file = file;
        }

        void detach() {
            file = null;
        }

        @Override
        public void write(int value) throws IOException {
            if (file != null) {
                file.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (file != null) {
                file.write(bytes, from, count);
            }
        }

        @Override
        public long getPos() throws IOException {
            return file == null ? 0 : file.getPos();
        }

        @Override
        public void flush() throws IOException {
            if (file != null) {
                file.flush();
            }
        }

        @Override
        public void sync() throws IOException {
            if (file != null) {
                file.sync();
            }
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}
