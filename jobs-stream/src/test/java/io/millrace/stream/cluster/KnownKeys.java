package io.millrace.stream.cluster;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Every key that the Flink on this class path knows: all options of the packages in which Flink keeps them. */
final class KnownKeys {

    private static final Pattern OF_REPORTER = Pattern.compile("metrics\\.reporter\\.[a-z]+\\.(factory\\.class|port)");
    /** Prometheus' own; it is no option of Flink's. */
    private static final ConfigOption<String> PORT =
            ConfigOptions.key("port").stringType().noDefaultValue();

    private final Map<String, ConfigOption<?>> options = new TreeMap<>();

    KnownKeys() throws IOException, ReflectiveOperationException {
        addAllBeside(CoreOptions.class);
        addAllBeside(RocksDBOptions.class);
        options.put(PORT.key(), PORT);
    }

    private void addAllBeside(Class<?> one) throws IOException, ReflectiveOperationException {
        URL place = one.getResource(one.getSimpleName() + ".class");
        String folder = one.getPackageName().replace('.', '/') + "/";
        for (JarEntry entry : ((JarURLConnection) place.openConnection())
                .getJarFile().stream().toList()) {
            String name = entry.getName();
            if (name.startsWith(folder) && name.endsWith("Options.class") && name.indexOf('/', folder.length()) < 0) {
                add(Class.forName(name.replace('/', '.').substring(0, name.length() - ".class".length())));
            }
        }
    }

    private void add(Class<?> holder) throws IllegalAccessException {
        for (Field field : holder.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                options.put(option.key(), option);
            }
        }
    }

    /** The option of a key; what a metric reporter is told stands below the reporter's name. */
    Optional<ConfigOption<?>> of(String key) {
        Matcher reporter = OF_REPORTER.matcher(key);
        return Optional.ofNullable(options.get(reporter.matches() ? reporter.group(1) : key));
    }
}
