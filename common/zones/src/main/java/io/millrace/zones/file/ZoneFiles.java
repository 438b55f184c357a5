package io.millrace.zones.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file system that holds a lake. One implementation a scheme. */
public interface ZoneFiles {

    /**
     * Every file under a folder, in the order of their names; none when there is no such folder. A file or folder whose
     * name begins with {@code .} or {@code _} is being written or belongs to somebody else: it is not there.
     */
    List<ZoneFile> list(URI folder) throws IOException;

    /**
     * A file as it is now.
     *
     * @throws NoSuchFileException when there is none
     */
    ZoneFile look(URI file) throws IOException;

    /**
     * Opens a file to be read.
     *
     * @throws NoSuchFileException when there is none
     */
    SeekableByteChannel open(URI file) throws IOException;

    /** The content of a file, from its beginning. */
    default InputStream read(URI file) throws IOException {
        return Channels.newInputStream(open(file));
    }

    /**
     * Creates a file that is there with all of its content or not at all, and outlives a loss of power.
     *
     * @throws FileAlreadyExistsException when there is one already, which stays as it was
     */
    void create(URI file, byte[] content) throws IOException;

    /**
     * Creates a file with the content of one of this machine; again with all of it or not at all.
     *
     * @throws FileAlreadyExistsException when there is one already, which stays as it was
     */
    void create(URI file, Path content) throws IOException;

    /** Gives a file a name that none has. For a moment it may be there under both, never in part. */
    void move(URI file, URI name) throws IOException;

    /** Deletes a file; nothing happens when there is none. */
    void delete(URI file) throws IOException;

    /** Deletes a folder with everything in it, whatever its name; nothing happens when there is none. */
    void deleteFolder(URI folder) throws IOException;
}
