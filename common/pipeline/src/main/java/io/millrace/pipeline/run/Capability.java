package io.millrace.pipeline.run;

/** What a runner may be able to do. A bounded run that needs more than its runner has is refused before it starts. */
public enum Capability {
    /** Reads text files as they are. */
    PLAIN_FILES("reads plain files"),
    /** Reads gzip files of one member or several. */
    GZIP_FILES("reads gzip files"),
    /** Reads zstd files of one frame or several. */
    ZSTD_FILES("reads zstd files"),
    /** Reads records back from the raw zone, each at the position it came with. */
    RAW_ZONE("reads the raw zone"),
    /** Keeps the first record of a key, across all inputs. */
    KEEP_FIRST("keeps the first record of a key"),
    /** Keeps the versions of a key that are newer than all before. */
    KEEP_LAST("keeps the newest version of a key"),
    /** Gives masked fields their token and masked text. */
    MASKS("masks fields"),
    /** Holds its records against the clean rows that the lake holds already. */
    HELD_KEYS("knows the keys that the lake holds already"),
    /** Spills to disk what does not fit into the memory it was given. */
    SPILLS("spills to disk"),
    /** Goes on with the work of a run that died. */
    RESUMES("goes on with a run that died"),
    /** Leaves a checksum of all bytes in its clean files, so that who loads them need not decode them to trust them. */
    SEALS("seals clean files");

    private final String meaning;

    Capability(String meaning) {
        this.meaning = meaning;
    }

    /** What a runner that has it does, for people. */
    public String meaning() {
        return meaning;
    }
}
