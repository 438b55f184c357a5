package io.millrace.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Java, memory, Maven: what the machine brings. */
final class Machine {

    private static final long GIB = 1L << 30;
    private static final long ENOUGH_MEMORY = 2 * GIB;
    private static final int OLDEST_JAVA = 17;

    private Machine() {}

    static Finding java() {
        Runtime.Version version = Runtime.version();
        String found = version + " at " + System.getProperty("java.home");
        return version.feature() >= OLDEST_JAVA
                ? Finding.ok("java", found)
                : Finding.bad("java", found, "millrace needs Java 17 or newer");
    }

    static Finding memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long total = system.getTotalMemorySize();
        String found = gib(total) + " and " + Runtime.getRuntime().availableProcessors() + " cores";
        return total >= ENOUGH_MEMORY
                ? Finding.ok("memory", found)
                : Finding.doubtful("memory", found, "the demo and streams want 2 GiB; smaller runs may still work");
    }

    static Finding maven(Map<String, String> environment, Path home) {
        if (Files.isExecutable(home.resolve("mvnw"))) {
            return Finding.ok("maven", home.resolve("mvnw").toString());
        }
        for (String folder : environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator))) {
            Path maven = Path.of(folder, "mvn");
            if (Files.isExecutable(maven)) {
                return Finding.ok("maven", maven.toString());
            }
        }
        return Finding.doubtful(
                "maven",
                "not found",
                "it is needed only to build anew when the sources change",
                "Debian, Ubuntu: sudo apt install maven; macOS: brew install maven");
    }

    static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }
}
