package io.millrace.zones.run;

import io.millrace.zones.Zone;
import java.net.URI;

/** A file that an engine wrote for a zone: its day's folder, and how many records of each kind are in it. */
record StagedFile(Zone zone, String day, URI uri, long rows, long rejected, long bytes) {}
