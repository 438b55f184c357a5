package io.millrace.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Classes of somebody else's, apart from ours and from each other's. */
final class Jars {

    private final List<Path> jars;
    private final ClassLoader loader;

    private Jars(List<Path> jars) {
        this.jars = jars;
        this.loader = new URLClassLoader(
                jars.stream().map(Jars::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** The operator, with the Flink that it was built with. */
    static Jars ofOperator() throws IOException {
        try (Stream<Path> files = Files.list(Manifests.FOLDER.resolve("target/operator"))) {
            return new Jars(files.sorted().toList());
        }
    }

    /** What the streaming job runs with. */
    static Jars ofStream() throws IOException {
        String path = Files.readString(Manifests.HOME.resolve("jobs-stream/target/runtime.classpath"));
        return new Jars(Stream.of(path.strip().split(":")).map(Path::of).toList());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    ClassLoader loader() {
        return loader;
    }

    /** The names of all options that classes of a package hold, those that they replace included. */
    Set<String> optionsIn(String folder) throws IOException, ReflectiveOperationException {
        Set<String> keys = new TreeSet<>();
        for (Path jar : jars) {
            if (Files.isRegularFile(jar)) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    for (String name : file.stream().map(ZipEntry::getName).toList()) {
                        if (name.startsWith(folder) && name.endsWith("Options.class")) {
                            keys.addAll(keys(load(name.replace('/', '.').replace(".class", ""))));
                        }
                    }
                }
            }
        }
        return keys;
    }

    private static Set<String> keys(Class<?> holder) throws ReflectiveOperationException {
        Set<String> keys = new TreeSet<>();
        for (Field field : holder.getFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.getType().getName().equals("org.apache.flink.configuration.ConfigOption")) {
                Object option = field.get(null);
                keys.add((String) option.getClass().getMethod("key").invoke(option));
            }
        }
        return keys;
    }
}
