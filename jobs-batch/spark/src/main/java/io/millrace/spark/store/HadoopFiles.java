package io.millrace.spark.store;

import io.millrace.zones.file.StoreFiles;
import io.millrace.zones.file.StreamChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files of whatever Hadoop's file systems reach. */
final class HadoopFiles extends StoreFiles {

    private final Connectors connectors;

    HadoopFiles(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    protected List<Entry> children(URI folder) throws IOException {
        FileStatus[] children = connectors.of(folder).listStatus(new Path(folder));
        return Arrays.stream(children).map(HadoopFiles::entry).toList();
    }

    @Override
    protected Entry entry(URI name) throws IOException {
        return entry(connectors.of(name).getFileStatus(new Path(name)));
    }

    private static Entry entry(FileStatus status) {
        return new Entry(status.getPath().toUri(), status.isDirectory(), status.getLen(), status.getModificationTime());
    }

    @Override
    protected SeekableByteChannel open(URI file, long size) throws IOException {
        FSDataInputStream in = connectors.of(file).open(new Path(file));
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
        return connectors.of(file).create(new Path(file), false);
    }

    @Override
    public void delete(URI file) throws IOException {
        connectors.of(file).delete(new Path(file), false);
    }

    @Override
    public void move(URI file, URI name) throws IOException {
        Path target = new Path(name);
        FileSystem files = connectors.of(name);
        files.mkdirs(target.getParent());
        if (!files.rename(new Path(file), target)) {
            throw new IOException(file + " cannot be given the name " + name);
        }
    }

    @Override
    public void deleteFolder(URI folder) throws IOException {
        connectors.of(folder).delete(new Path(folder), true);
    }
}
