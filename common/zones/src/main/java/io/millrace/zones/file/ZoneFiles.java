package io.millrace.zones.file;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;

/** A file system that holds a lake. One implementation a scheme. */
public interface ZoneFiles {

    /**
     * Every file under a folder, in the order of their names; none when there is no such folder. A file or folder whose
     * name begins with {@code .} or {@code _} is being written or belongs to somebody else: it is not there.
     */
    List<ZoneFile> list(URI folder) throws IOException;

    SeekableByteChannel open(URI file) throws IOException;

    /**
     * Creates a file that is there with all of its content or not at all, and outlives a loss of power.
     *
     * @throws FileAlreadyExistsException when there is one already, which stays as it was
     */
    void create(URI file, byte[] content) throws IOException;

    /** Deletes a file; nothing happens when there is none. */
    void delete(URI file) throws IOException;
}
