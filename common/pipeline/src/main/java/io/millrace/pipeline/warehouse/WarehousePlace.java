package io.millrace.pipeline.warehouse;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a warehouse stands and what its engine may use.
 *
 * @param memory as the engine writes it, such as {@code 2GB}
 * @param temporary where it may spill; empty: beside the warehouse
 */
public record WarehousePlace(Path folder, String memory, int threads, Optional<Path> temporary) {}
