package io.millrace.flink.savepoint;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The fields of a type that is kept in state, with their types, down to those that Java itself has. */
public final class TypeShape {

    private static final String OURS = "io.millrace.";

    private TypeShape() {}

    public static String of(Class<?> type) {
        if (type.isEnum() || !type.getName().startsWith(OURS)) {
            return type.getSimpleName();
        } else if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(TypeShape::part)
                    .collect(Collectors.joining(", ", type.getSimpleName() + "(", ")"));
        }
        return Arrays.stream(type.getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .map(TypeShape::part)
                .collect(Collectors.joining(", ", type.getSimpleName() + "(", ")"));
    }

    private static String part(RecordComponent component) {
        return component.getName() + " " + of(component.getType());
    }

    private static String part(Field field) {
        return field.getName() + " " + of(field.getType());
    }
}
