package io.millrace.contract.read;

import io.millrace.contract.read.Node.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document whose root is a mapping. Whatever the bytes hold, it answers in time and memory bounded
 * by {@link #MAX_BYTES}: no anchors, no tags, at most {@link NodeBuilder#MAX_DEPTH} levels.
 */
public final class YamlReader {

    /** The longest file that is read. */
    public static final int MAX_BYTES = 1 << 20;

    private YamlReader() {}

    /** Reads a file from disk; what cannot be opened is a problem like any other. */
    public static Optional<Mapping> read(Path file, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MAX_BYTES + 1), problems);
        } catch (IOException e) {
            problems.error(Place.START, "", "the file cannot be read: " + reason(e), Optional.empty());
            return Optional.empty();
        }
    }

    /** The root mapping, or empty when the bytes are not one YAML document with a mapping at its root. */
    public static Optional<Mapping> read(byte[] bytes, Problems problems) {
        return readNode(bytes, problems).flatMap(root -> NodeBuilder.mapping(root, problems));
    }

    /** The root, whatever it is, or empty when the bytes are not one YAML document. */
    public static Optional<Node> readNode(byte[] bytes, Problems problems) {
        return SourceText.decode(bytes, problems).flatMap(text -> parse(text, problems));
    }

    private static Optional<Node> parse(SourceText text, Problems problems) {
        LoadSettings settings = LoadSettings.builder().setLabel(problems.file()).build();
        try {
            return new NodeBuilder(text, problems).root(new Parse(settings).parseString(text.string()));
        } catch (MarkedYamlEngineException e) {
            SyntaxProblem.report(e, text, problems);
        } catch (YamlEngineException e) {
            problems.error(Place.START, "", "this is not YAML: " + e.getMessage(), Optional.empty());
        }
        return Optional.empty();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
