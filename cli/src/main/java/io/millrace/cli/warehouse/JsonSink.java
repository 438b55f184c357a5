package io.millrace.cli.warehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.pipeline.warehouse.RowSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** An answer as one JSON array, an object a row and a line; numbers keep every digit. */
final class JsonSink implements RowSink {

    private static final Set<String> NOT_IN_JSON = Set.of("NaN", "Infinity", "-Infinity");

    private final PrintWriter out;
    private JsonGenerator json;
    private List<Column> columns = List.of();
    private String separator = "\n";

    JsonSink(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> names) throws IOException {
        columns = names;
        out.print('[');
        json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.setRootValueSeparator(null);
    }

    @Override
    public void row(String[] values) throws IOException {
        json.writeRaw(separator);
        separator = ",\n";
        json.writeStartObject();
        for (int column = 0; column < values.length; column++) {
            json.writeFieldName(columns.get(column).name());
            write(columns.get(column).kind(), values[column]);
        }
        json.writeEndObject();
    }

    private void write(Kind kind, String value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (kind == Kind.NUMBER && !NOT_IN_JSON.contains(value)) {
            json.writeNumber(value);
        } else if (kind == Kind.BOOLEAN) {
            json.writeBoolean(Boolean.parseBoolean(value));
        } else {
            json.writeString(value);
        }
    }

    @Override
    public void end(boolean more) throws IOException {
        json.writeRaw("\n]\n");
        json.flush();
        out.flush();
    }
}
