package io.millrace.zones.file;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Files of this machine ({@code file:} URIs). */
public final class LocalFiles implements ZoneFiles {

    @Override
    public List<ZoneFile> list(URI folder) throws IOException {
        Path start = Path.of(folder);
        List<ZoneFile> found = new ArrayList<>();
        if (Files.isDirectory(start)) {
            Files.walkFileTree(start, new Collector(start, found));
            found.sort(Comparator.comparing(file -> file.uri().getPath()));
        }
        return List.copyOf(found);
    }

    @Override
    public SeekableByteChannel open(URI file) throws IOException {
        return FileChannel.open(Path.of(file), StandardOpenOption.READ);
    }

    @Override
    public ZoneFile look(URI file) throws IOException {
        return seen(file, Files.readAttributes(Path.of(file), BasicFileAttributes.class));
    }

    private static ZoneFile seen(URI file, BasicFileAttributes attributes) {
        return new ZoneFile(
                file, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS));
    }

    @Override
    public void create(URI file, byte[] content) throws IOException {
        create(file, channel -> {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        });
    }

    @Override
    public void create(URI file, Path content) throws IOException {
        create(file, channel -> Files.copy(content, Channels.newOutputStream(channel)));
    }

    private interface Content {
        void to(FileChannel channel) throws IOException;
    }

    private static void create(URI file, Content content) throws IOException {
        Path target = Path.of(file);
        Path folder = Files.createDirectories(target.getParent());
        Path whole = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel channel =
                    FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.to(channel);
                channel.force(true);
            }
            // A rename would replace a file that is there already; a second link refuses.
            Files.createLink(target, whole);
        } finally {
            Files.deleteIfExists(whole);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public void move(URI file, URI name) throws IOException {
        Path target = Path.of(name);
        Files.createDirectories(target.getParent());
        Files.move(Path.of(file), target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(URI file) throws IOException {
        Files.deleteIfExists(Path.of(file));
    }

    @Override
    public void deleteFolder(URI folder) throws IOException {
        Path start = Path.of(folder);
        if (!Files.exists(start)) {
            return;
        }
        try (Stream<Path> all = Files.walk(start)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }

    /** Collects plain files; one that is renamed or deleted while the walk goes on is simply not there. */
    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path start;
        private final List<ZoneFile> found;

        Collector(Path start, List<ZoneFile> found) {
            this.start = start;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(start) || !isHidden(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
                found.add(seen(file.toUri(), attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            if (cause instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw cause;
        }
    }
}
