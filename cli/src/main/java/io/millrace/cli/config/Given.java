package io.millrace.cli.config;

/** One value that was given for a setting; {@code name} is the member of a family, else empty. */
public record Given(Setting setting, String name, String text, Origin origin) {

    /** The key with the name: {@code masking.keys.k1}. */
    public String key() {
        return name.isEmpty() ? setting.key() : setting.key() + "." + name;
    }

    /** The text as it may be printed: a secret is never, a reference to one is. */
    public String shown() {
        return setting.isSecret() && Reference.parse(text).isEmpty() ? "***" : text;
    }

    /** Never prints a secret. */
    @Override
    public String toString() {
        return key() + "=" + shown() + " (" + origin + ")";
    }
}
