package io.millrace.finalizer.model;

import io.millrace.zones.Zone;
import java.util.Locale;

/** The files of a zone that a staging query reads, through a variable that holds their list. */
public record ZoneInput(Zone zone, String dataset) {

    /** Stands for every dataset. */
    public static final String ALL = "*";

    /** {@code clean transactions} or {@code error *}. */
    static ZoneInput parse(String text) {
        String[] words = text.split(" ");
        return new ZoneInput(Zone.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
    }

    /** The variable: {@code clean_transactions}, or {@code error} for those of every dataset. */
    String variable() {
        return dataset.equals(ALL) ? zone.folder() : zone.folder() + "_" + dataset;
    }

    boolean takes(NewFile file) {
        return file.zone() == zone && (dataset.equals(ALL) || dataset.equals(file.dataset()));
    }

    @Override
    public String toString() {
        return zone.folder() + " " + dataset;
    }
}
