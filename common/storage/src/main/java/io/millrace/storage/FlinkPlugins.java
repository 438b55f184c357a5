package io.millrace.storage;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;

/**
 * The folder of Flink's file systems, a folder a plugin with classes of its own: {@code -Dmillrace.plugins}, or as in Flink's
 * own distribution {@code FLINK_PLUGINS_DIR}.
 */
final class FlinkPlugins {

    private static final String PROPERTY = "millrace.plugins";
    private static final String VARIABLE = "FLINK_PLUGINS_DIR";

    /** How the names begin that the connectors read. */
    private static final List<String> READ = List.of("gs.", "s3.", "s3a.", "fs.", "env.hadoop.conf.dir");

    private static Map<String, String> loaded;

    private FlinkPlugins() {}

    /** Makes the file systems known to this JVM, with these settings in place of those they had. */
    static synchronized void load(Map<String, String> options) throws RunFailure {
        if (options.equals(loaded)) {
            return;
        }
        StorageOptions.refuseOthersThan(READ, options);
        Path folder = folder();
        Configuration configuration = Configuration.fromMap(options);
        try {
            PluginManager plugins = new DefaultPluginManager(
                    new DirectoryBasedPluginFinder(folder).findPlugins(),
                    CoreOptions.getPluginParentFirstLoaderPatterns(configuration));
            FileSystem.initialize(configuration, plugins);
            loaded = Map.copyOf(options);
        } catch (IOException e) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE, "the file systems in " + folder + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static Path folder() throws RunFailure {
        String named = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        if (named.isEmpty() || !Files.isDirectory(Path.of(named))) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "object stores need Flink's file systems, and "
                            + (named.isEmpty() ? VARIABLE + " is not set" : "there is no folder " + named)
                            + "; the millrace command and its image see to it");
        }
        return Path.of(named);
    }
}
