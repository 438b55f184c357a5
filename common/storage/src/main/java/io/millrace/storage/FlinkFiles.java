package io.millrace.storage;

import io.millrace.zones.file.StoreFiles;
import io.millrace.zones.file.StreamChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Files of whatever Flink's file systems reach. */
final class FlinkFiles extends StoreFiles {

    @Override
    protected List<Entry> children(URI folder) throws IOException {
        Path path = new Path(folder);
        FileStatus[] children = path.getFileSystem().listStatus(path);
        return children == null
                ? List.of()
                : Arrays.stream(children).map(FlinkFiles::entry).toList();
    }

    @Override
    protected Entry entry(URI name) throws IOException {
        Path path = new Path(name);
        return entry(path.getFileSystem().getFileStatus(path));
    }

    private static Entry entry(FileStatus status) {
        return new Entry(status.getPath().toUri(), status.isDir(), status.getLen(), status.getModificationTime());
    }

    @Override
    protected SeekableByteChannel open(URI file, long size) throws IOException {
        Path path = new Path(file);
        FSDataInputStream in = path.getFileSystem().open(path);
        return new StreamChannel(size) {
            @Override
            protected int read(long from, byte[] bytes, int length) throws IOException {
                if (in.getPos() != from) {
                    in.seek(from);
                }
                return in.read(bytes, 0, length);
            }

            @Override
            protected void end() throws IOException {
                in.close();
            }
        };
    }

    @Override
    protected OutputStream begin(URI file) throws IOException {
        Path path = new Path(file);
        return path.getFileSystem().create(path, WriteMode.NO_OVERWRITE);
    }

    @Override
    public void delete(URI file) throws IOException {
        Path path = new Path(file);
        path.getFileSystem().delete(path, false);
    }

    @Override
    public void move(URI file, URI name) throws IOException {
        Path target = new Path(name);
        FileSystem files = target.getFileSystem();
        files.mkdirs(target.getParent());
        if (!files.rename(new Path(file), target)) {
            throw new IOException(file + " cannot be given the name " + name);
        }
    }

    @Override
    public void deleteFolder(URI folder) throws IOException {
        Path path = new Path(folder);
        path.getFileSystem().delete(path, true);
    }
}
