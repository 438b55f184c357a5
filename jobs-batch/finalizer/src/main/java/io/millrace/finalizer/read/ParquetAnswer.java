package io.millrace.finalizer.read;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.QueryRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/** One question to one published version, its answer as a Parquet file that keeps every type. */
public final class ParquetAnswer {

    private ParquetAnswer() {}

    public static void write(QueryRequest request, OutputStream out) throws RunFailure {
        try (OpenVersion version =
                        OpenVersion.of(request.place(), request.at(), request.timeout(), OpenVersion.Answer.WHOLE);
                Statement statement = version.statement()) {
            Path file = version.spill().resolve("answer.parquet");
            String question = question(request);
            // Prepared alone first, so that a mistake is shown at its place in what was asked.
            version.connection().prepareStatement(question).close();
            statement.execute("copy (\n" + question + "\n) to '"
                    + file.toString().replace("'", "''") + "' (format parquet, compression zstd)");
            Files.copy(file, out);
            out.flush();
        } catch (SQLException e) {
            throw Refusals.of(e, request.timeout());
        } catch (IOException e) {
            throw new RunFailure(Kind.INTERNAL, "the answer cannot be written: " + e.getMessage(), e);
        }
    }

    private static String question(QueryRequest request) {
        String question = request.sql().strip().replaceFirst("[;\\s]+$", "");
        return request.limit() > 0 ? "select * from (\n" + question + "\n) limit " + request.limit() : question;
    }
}
