package io.millrace.zones.file;

import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts the refusal of an object store into words. The connectors tell the status only in their messages. */
public final class Refusal {

    private static final Pattern UNKNOWN_CALLER = Pattern.compile(
            "\\b401\\b|invalid_grant|InvalidAccessKeyId|SignatureDoesNotMatch|No AWS Credentials|NoAuth"
                    + "|Error getting access token|Failed to read (?:private )?key|credentials",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FORBIDDEN = Pattern.compile("\\b403\\b|AccessDenied|Forbidden|permission");

    private static final Pattern NO_BUCKET =
            Pattern.compile("NoSuchBucket|bucket does not exist", Pattern.CASE_INSENSITIVE);

    private Refusal() {}

    public static RunFailure noBucket(URI place) {
        return new RunFailure(
                RunFailure.Kind.USAGE, "there is no bucket " + store(place) + "; create it, or mend the name");
    }

    public static RunFailure of(URI place, IOException cause) {
        String store = store(place);
        String messages = String.join(" ", messages(cause));
        if (NO_BUCKET.matcher(messages).find()) {
            return noBucket(place);
        }
        if (UNKNOWN_CALLER.matcher(messages).find()) {
            return new RunFailure(
                    RunFailure.Kind.USAGE,
                    store + " does not accept our credentials; see to the key file, or to the identity of this machine",
                    cause);
        }
        if (FORBIDDEN.matcher(messages).find()) {
            return new RunFailure(
                    RunFailure.Kind.USAGE,
                    store
                            + " does not let us in: the keys are wrong, or the account may not list, read, create and delete objects there",
                    cause);
        }
        return new RunFailure(
                RunFailure.Kind.TRY_AGAIN,
                store + " cannot be reached: " + messages(cause).get(0),
                cause);
    }

    private static String store(URI place) {
        return place.getScheme() + "://" + place.getAuthority();
    }

    private static List<String> messages(Throwable cause) {
        List<String> messages = new ArrayList<>();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            messages.add(String.valueOf(each.getMessage()));
        }
        return messages;
    }
}
