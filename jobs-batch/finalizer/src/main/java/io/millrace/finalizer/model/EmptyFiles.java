package io.millrace.finalizer.model;

import io.millrace.zones.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A file without rows for each input of staging, with the columns that the header states: the first of every list, so that
 * a list is never empty and its types are those of the header. Made once, gone with the process.
 */
final class EmptyFiles {

    private final Map<ZoneInput, Path> files = new HashMap<>();
    private Path folder;

    Path of(ZoneInput zone, String columns, Database database) throws SQLException {
        Path known = files.get(zone);
        if (known == null || !Files.exists(known)) {
            known = make(zone, columns, database);
            files.put(zone, known);
        }
        return known;
    }

    private Path make(ZoneInput zone, String columns, Database database) throws SQLException {
        try {
            if (folder == null || !Files.exists(folder)) {
                folder = Files.createTempDirectory("millrace-model");
                folder.toFile().deleteOnExit();
            }
            Path file = folder.resolve(zone.variable() + zone.zone().suffix());
            if (zone.zone() == Zone.CLEAN) {
                database.run("create or replace temp table model_empty ({columns})", Map.of("columns", columns));
                database.run("copy model_empty to " + Database.literal(file.toString()) + " (format parquet)");
            } else {
                Files.writeString(file, "");
            }
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
