package io.millrace.contract.cel;

import io.millrace.contract.rule.Expr.ExprType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types and complaints of the CEL library in the words of contracts. */
final class TypeNames {

    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']+)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern EXPECTED = Pattern.compile("expected type '([^']+)' but found '([^']+)'");

    private TypeNames() {}

    static String of(ExprType type) {
        return switch (type) {
            case BOOL -> "boolean";
            case INT -> "int";
            case DECIMAL -> "decimal";
            case DOUBLE -> "double";
            case TEXT -> "string";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
            case DURATION -> "duration";
        };
    }

    /** A type error in words: which operator or function does not take which types. */
    static String complaint(String message) {
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            return operator(overload.group(1)) + " does not take " + types(overload.group(2));
        }
        Matcher expected = EXPECTED.matcher(message);
        if (expected.matches()) {
            return "expected " + types(expected.group(1)) + " and found " + types(expected.group(2));
        }
        return message;
    }

    private static String operator(String function) {
        return switch (function) {
            case "_?_:_" -> "?:";
            case "@in" -> "in";
            default -> function.startsWith("_") || function.endsWith("_") ? function.replace("_", "") : function;
        };
    }

    private static String types(String types) {
        return types.replace("google.protobuf.Timestamp", "timestamp")
                .replace("google.protobuf.Duration", "duration")
                .replaceAll("\\bbool\\b", "boolean");
    }
}
