package io.millrace.cli.config;

import java.util.ArrayList;
import java.util.List;

/** The settings that a call gave as options. */
public final class Flags {

    private final List<Given> given = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    /** Takes what stood behind the option of a setting; for a family {@code NAME=VALUE}. */
    public void set(Setting setting, String text) {
        words.addAll(List.of(setting.option(), text));
        if (!setting.isFamily()) {
            add(setting, "", text);
            return;
        }
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals);
        String value = text.substring(equals + 1);
        add(setting, name, setting == Setting.MASK_KEYS && !name.isEmpty() ? Reference.toFile(value) : value);
    }

    private void add(Setting setting, String name, String text) {
        given.add(new Given(setting, name, text, Origin.flag(setting.option())));
    }

    /** The options and their texts as they were given, for another call that is to have the same settings. */
    public List<String> words() {
        return List.copyOf(words);
    }

    List<Given> given() {
        return List.copyOf(given);
    }
}
