package io.millrace.cli.config;

import java.util.List;

/** A verb that lets settings be given as options. */
public interface TakesSettings {

    /** The settings whose options the verb has, in the order of its help. */
    List<Setting> settings();
}
