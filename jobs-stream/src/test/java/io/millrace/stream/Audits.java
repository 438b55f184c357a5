package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.zones.Lake;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the zones of a test prove. */
final class Audits {

    private Audits() {}

    /** The audit of a dataset whose books must balance. */
    static Audit balanced(Path folder, String dataset) throws IOException {
        Audit audit = of(folder, dataset);
        assertThat(audit.balanced()).as("%s", audit).isTrue();
        return audit;
    }

    static Audit of(Path folder, String dataset) throws IOException {
        Lake lake = new Lake(folder.resolve("lake").toUri());
        return Books.audit(new LocalFiles(), lake, dataset, OffsetAuthority.none(), Progress.none());
    }

    /** Files that are being written or were left behind. */
    static List<Path> hidden(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** Takes the files that a run has written out of the zones; says how many. */
    static int withdraw(Path folder, String run) throws IOException {
        int withdrawn = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(run + "-"))
                    .toList()) {
                Files.delete(file);
                withdrawn++;
            }
        }
        return withdrawn;
    }
}
