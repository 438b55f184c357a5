package io.millrace.testkit.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.pipeline.row.Code;
import io.millrace.testkit.generate.Expectation.Cell;
import io.millrace.testkit.generate.Expectation.Columns;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of {@code expected.json}. Sums are strings, so that no reader turns them into doubles. */
final class ExpectationJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private ExpectationJson() {}

    static String write(Expectation expected) {
        String codes = expected.codes().entrySet().stream()
                .map(code -> Json.quoted(code.getKey().name()) + ": " + code.getValue())
                .collect(Collectors.joining(", "));
        String days = expected.byDayAndGroup().entrySet().stream()
                .map(day -> "\n    " + Json.quoted(day.getKey()) + ": {" + cells(day.getValue(), "\n      ") + "}")
                .collect(Collectors.joining(","));
        return "{\n  \"dataset\": " + Json.quoted(expected.dataset())
                + ",\n  \"columns\": " + columns(expected.columns())
                + ",\n  \"read\": " + expected.read()
                + ",\n  \"clean\": " + expected.clean()
                + ",\n  \"rejected\": " + expected.rejected()
                + ",\n  \"duplicate\": " + expected.duplicate()
                + ",\n  \"codes\": {" + codes
                + "},\n  \"total\": " + cell(expected.total())
                + ",\n  \"by_status\": {" + cells(expected.byStatus(), "\n    ")
                + "},\n  \"by_day_and_group\": {" + days
                + "}\n}\n";
    }

    static Expectation read(String text) throws IOException {
        JsonNode root = MAPPER.readTree(text);
        Map<Code, Long> codes = new EnumMap<>(Code.class);
        root.required("codes")
                .properties()
                .forEach(code ->
                        codes.put(Code.valueOf(code.getKey()), code.getValue().longValue()));
        SortedMap<String, SortedMap<String, Cell>> days = new TreeMap<>();
        root.required("by_day_and_group").properties().forEach(day -> days.put(day.getKey(), cells(day.getValue())));
        return new Expectation(
                root.required("dataset").textValue(),
                columns(root.required("columns")),
                root.required("read").longValue(),
                root.required("clean").longValue(),
                root.required("rejected").longValue(),
                root.required("duplicate").longValue(),
                codes,
                cell(root.required("total")),
                days,
                cells(root.required("by_status")));
    }

    private static String cells(SortedMap<String, Cell> cells, String indent) {
        return cells.entrySet().stream()
                .map(cell -> indent + Json.quoted(cell.getKey()) + ": " + cell(cell.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String cell(Cell cell) {
        return "{\"count\": " + cell.count() + ", \"sum\": "
                + Json.quoted(cell.sum().toPlainString()) + "}";
    }

    private static String columns(Columns columns) {
        return "{\"measure\": " + Json.quoted(columns.measure()) + ", \"group\": " + Json.quoted(columns.group())
                + ", \"status\": " + Json.quoted(columns.status()) + "}";
    }

    private static Columns columns(JsonNode node) {
        return new Columns(
                node.required("measure").textValue(),
                node.required("group").textValue(),
                node.required("status").textValue());
    }

    private static SortedMap<String, Cell> cells(JsonNode node) {
        SortedMap<String, Cell> cells = new TreeMap<>();
        node.properties().forEach(cell -> cells.put(cell.getKey(), cell(cell.getValue())));
        return cells;
    }

    private static Cell cell(JsonNode node) {
        return new Cell(
                node.required("count").longValue(),
                new BigDecimal(node.required("sum").textValue()));
    }
}
