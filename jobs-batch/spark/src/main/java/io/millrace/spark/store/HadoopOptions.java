package io.millrace.spark.store;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.StorageOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The storage options under the names by which Hadoop's connectors know them: {@code gs.x} is {@code fs.gs.x}, {@code s3.x}
 * is {@code fs.s3a.x}. What begins with {@code fs.} stands as it is.
 */
public final class HadoopOptions {

    private static final List<String> READ = List.of("gs.", "s3.", "s3a.", "fs.");

    /** Names that Flink's connector takes beside Hadoop's own. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "fs.s3a.access-key", "fs.s3a.access.key",
            "fs.s3a.secret-key", "fs.s3a.secret.key",
            "fs.s3a.path-style-access", "fs.s3a.path.style.access");

    /** With one of these Google's connector knows who we are; without, it asks the machine. */
    private static final List<String> CALLER = List.of(
            "fs.gs.auth.service.account.json.keyfile",
            "fs.gs.auth.service.account.private.key",
            "fs.gs.auth.service.account.keyfile",
            "fs.gs.auth.access.token.provider",
            "fs.gs.auth.access.token.provider.impl",
            "fs.gs.auth.client.id");

    private static final String GOOGLE = "fs.gs.";
    private static final Pattern WITH_UNIT = Pattern.compile("\\d+[kmgKMG]");

    private static final String S3A = "org.apache.hadoop.fs.s3a.S3AFileSystem";

    private HadoopOptions() {}

    /** Adds the connectors and what they are told. */
    public static Configuration onto(Configuration configuration, Map<String, String> options) {
        configuration.set("fs.gs.impl", "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem");
        configuration.set("fs.s3.impl", S3A);
        configuration.set("fs.s3a.impl", S3A);
        options.forEach((name, value) -> configuration.set(hadoopName(name), value));
        // Hadoop has defaults for a connector of its own, under the same names, with units that this one cannot read.
        configuration.getPropsWithPrefix(GOOGLE).forEach((rest, value) -> {
            if (WITH_UNIT.matcher(value).matches()) {
                configuration.setLong(GOOGLE + rest, configuration.getLongBytes(GOOGLE + rest, 0));
            }
        });
        return configuration;
    }

    private static String hadoopName(String name) {
        String own = name.startsWith("gs.") || name.startsWith("s3a.")
                ? "fs." + name
                : name.startsWith("s3.") ? "fs.s3a." + name.substring("s3.".length()) : name;
        return OTHER_NAMES.getOrDefault(own, own);
    }

    static void refuseUnread(Map<String, String> options) throws RunFailure {
        StorageOptions.refuseOthersThan(READ, options);
    }

    /** What to say when a connector could only ask the machine who we are, and must not. */
    static Optional<String> unknownCaller(URI place, Configuration configuration) {
        boolean unknown = "gs".equals(place.getScheme())
                && Boolean.parseBoolean(System.getenv("NO_GCE_CHECK"))
                && System.getenv()
                        .getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "")
                        .isEmpty()
                && !configuration.getBoolean("fs.gs.auth.null.enable", false)
                && CALLER.stream().allMatch(name -> configuration.get(name, "").isEmpty());
        return unknown
                ? Optional.of("nobody has said who we are to gs://" + place.getAuthority()
                        + ": name a key file by GOOGLE_APPLICATION_CREDENTIALS, or let Google's metadata server be asked by"
                        + " NO_GCE_CHECK=false")
                : Optional.empty();
    }
}
