package io.millrace.finalizer.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes an object of a file and of the objects that it reads: what reaches it, and the version of its rows. */
final class Lineage {

    private static final int VERSION_DIGITS = 16;
    private static final List<String> DECIDING =
            List.of(Header.READS, Header.KEY, Header.ORDER, Header.DAY, Header.SURROGATE, Header.FIXED, Header.SCOPE);

    private Lineage() {}

    static SqlObject of(SqlFolder.Draft draft, Map<String, SqlObject> inputs) {
        List<String> objects = new ArrayList<>();
        List<ZoneInput> zones = new ArrayList<>();
        Set<String> datasets = new TreeSet<>();
        StringBuilder inherited = new StringBuilder();
        for (String input : draft.header().list(Header.INPUTS)) {
            if (inputs.containsKey(input)) {
                objects.add(input);
                datasets.addAll(inputs.get(input).datasets());
                inherited.append('\n').append(inputs.get(input).version());
            } else if (input.contains(" ")) {
                ZoneInput zone = ZoneInput.parse(input);
                zones.add(zone);
                datasets.add(zone.dataset());
            }
        }
        StringBuilder deciding = new StringBuilder(Wording.of(draft.header().query()));
        DECIDING.forEach(word -> deciding.append('\n').append(draft.header().text(word)));
        return new SqlObject(
                draft.kind(),
                draft.name(),
                draft.header(),
                List.copyOf(objects),
                List.copyOf(zones),
                Set.copyOf(datasets),
                hash(deciding.toString()),
                hash(deciding.append(inherited).toString()),
                draft.references().isExcerpt());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
