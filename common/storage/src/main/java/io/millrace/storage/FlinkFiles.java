package io.millrace.storage;

import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Files of whatever Flink's file systems reach. */
final class FlinkFiles implements ZoneFiles {

    @Override
    public List<ZoneFile> list(URI folder) throws IOException {
        List<ZoneFile> found = new ArrayList<>();
        Path start = new Path(folder);
        collect(start.getFileSystem(), start, found);
        found.sort(Comparator.comparing(file -> file.uri().getPath()));
        return List.copyOf(found);
    }

    private static void collect(FileSystem files, Path folder, List<ZoneFile> found) throws IOException {
        FileStatus[] children;
        try {
            children = files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return;
        }
        if (children == null) {
            return;
        }
        for (FileStatus child : children) {
            String name = child.getPath().getName();
            if (name.startsWith(".") || name.startsWith("_")) {
                continue;
            }
            if (child.isDir()) {
                collect(files, child.getPath(), found);
            } else {
                found.add(seen(child));
            }
        }
    }

    private static ZoneFile seen(FileStatus status) {
        return new ZoneFile(
                status.getPath().toUri(),
                status.getLen(),
                TimeUnit.MILLISECONDS.toMicros(status.getModificationTime()));
    }

    @Override
    public ZoneFile look(URI file) throws IOException {
        Path path = new Path(file);
        try {
            FileStatus status = path.getFileSystem().getFileStatus(path);
            if (status.isDir()) {
                throw new NoSuchFileException(file.toString());
            }
            return seen(status);
        } catch (FileNotFoundException e) {
            throw missing(file, e);
        }
    }

    @Override
    public SeekableByteChannel open(URI file) throws IOException {
        Path path = new Path(file);
        try {
            FileSystem files = path.getFileSystem();
            long size = files.getFileStatus(path).getLen();
            return new StreamChannel(files.open(path), size);
        } catch (FileNotFoundException e) {
            throw missing(file, e);
        }
    }

    @Override
    public void create(URI file, byte[] content) throws IOException {
        create(file, () -> new ByteArrayInputStream(content));
    }

    @Override
    public void create(URI file, java.nio.file.Path content) throws IOException {
        create(file, () -> Files.newInputStream(content));
    }

    private interface Content {
        InputStream open() throws IOException;
    }

    /** What went wrong may have gone wrong after the file was there: it is ours if it holds our content. */
    private static void create(URI file, Content content) throws IOException {
        Path path = new Path(file);
        FileSystem files = path.getFileSystem();
        try (InputStream in = content.open();
                OutputStream out = files.create(path, WriteMode.NO_OVERWRITE)) {
            in.transferTo(out);
        } catch (IOException e) {
            if (!files.exists(path)) {
                throw e;
            }
            if (!holds(files, path, content)) {
                FileAlreadyExistsException taken = new FileAlreadyExistsException(file.toString());
                taken.initCause(e);
                throw taken;
            }
        }
    }

    private static boolean holds(FileSystem files, Path path, Content content) throws IOException {
        try (InputStream there = new BufferedInputStream(files.open(path));
                InputStream ours = new BufferedInputStream(content.open())) {
            int next = ours.read();
            while (next >= 0 && next == there.read()) {
                next = ours.read();
            }
            return next < 0 && there.read() < 0;
        }
    }

    @Override
    public void delete(URI file) throws IOException {
        Path path = new Path(file);
        path.getFileSystem().delete(path, false);
    }

    private static NoSuchFileException missing(URI file, IOException cause) {
        NoSuchFileException missing = new NoSuchFileException(file.toString());
        missing.initCause(cause);
        return missing;
    }
}
