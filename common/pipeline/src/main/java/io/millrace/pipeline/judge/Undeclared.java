package io.millrace.pipeline.judge;

import io.millrace.pipeline.json.JsonScanner;
import io.millrace.pipeline.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The members of a record that its contract does not declare, in order of appearance. Reused from record to record. */
final class Undeclared {

    /** Up to here names are compared with each other; beyond, a hostile record would make that slow. */
    private static final int FEW = 12;

    private final JsonScanner scanner;
    private int count;
    private boolean anyEscaped;
    private int[] nameFrom = new int[FEW];
    private int[] nameTo = new int[FEW];
    private int[] valueFrom = new int[FEW];
    private int[] valueTo = new int[FEW];
    private final Set<String> names = new HashSet<>();

    Undeclared(JsonScanner scanner) {
        this.scanner = scanner;
    }

    void reset() {
        count = 0;
        anyEscaped = false;
        if (!names.isEmpty()) {
            names.clear();
        }
    }

    int count() {
        return count;
    }

    /** Takes the name that the scanner has just read; false when it came before. */
    boolean addName() {
        if (count == nameFrom.length) {
            grow();
        }
        nameFrom[count] = scanner.nameFrom();
        nameTo[count] = scanner.nameTo();
        anyEscaped |= scanner.nameEscaped();
        boolean isNew = (anyEscaped || count >= FEW) ? isNewByText() : isNewByBytes();
        count++;
        return isNew;
    }

    void addValue() {
        valueFrom[count - 1] = scanner.valueFrom();
        valueTo[count - 1] = scanner.valueTo();
    }

    /** Names as text; a lone surrogate, which no output can hold, is shown as U+FFFD. */
    List<String> names() {
        List<String> all = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            all.add(new String(name(index).getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE));
        }
        return all;
    }

    /** The members as one JSON object, names and values byte for byte, no space between them. */
    byte[] asObject() {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        for (int index = 0; index < count; index++) {
            object.write(index == 0 ? '{' : ',');
            object.write(scanner.bytes(), nameFrom[index] - 1, nameTo[index] - nameFrom[index] + 2);
            object.write(':');
            object.write(scanner.bytes(), valueFrom[index], valueTo[index] - valueFrom[index]);
        }
        object.write('}');
        return object.toByteArray();
    }

    private boolean isNewByBytes() {
        byte[] payload = scanner.bytes();
        for (int index = 0; index < count; index++) {
            if (Arrays.equals(payload, nameFrom[index], nameTo[index], payload, nameFrom[count], nameTo[count])) {
                return false;
            }
        }
        return true;
    }

    private boolean isNewByText() {
        if (names.isEmpty()) {
            for (int index = 0; index < count; index++) {
                names.add(name(index));
            }
        }
        return names.add(name(count));
    }

    private String name(int index) {
        return JsonText.unescape(scanner.bytes(), nameFrom[index], nameTo[index]);
    }

    private void grow() {
        nameFrom = Arrays.copyOf(nameFrom, count * 2);
        nameTo = Arrays.copyOf(nameTo, count * 2);
        valueFrom = Arrays.copyOf(valueFrom, count * 2);
        valueTo = Arrays.copyOf(valueTo, count * 2);
    }
}
