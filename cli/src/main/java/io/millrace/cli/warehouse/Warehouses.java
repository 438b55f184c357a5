package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.pipeline.warehouse.Warehouse;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the engine of the warehouse, and what the settings say of it. */
public final class Warehouses {

    private Warehouses() {}

    public static Warehouse engine() throws Failure {
        return ServiceLoader.load(Warehouse.class)
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        "the engine of the warehouse is not on the class path of this process",
                        "start it with ./millrace, which knows the class path of each verb"));
    }

    public static WarehousePlace place(Call call, Settings settings) throws Failure {
        Optional<Path> spill = settings.optionalText(Setting.SPILL).map(call::path);
        return new WarehousePlace(
                settings.path(Setting.WAREHOUSE),
                settings.text(Setting.MEMORY),
                settings.number(Setting.THREADS),
                spill);
    }

    /** The folder of the settings; by default the one where the call was made, else the one beside the command. */
    public static Path sql(Call call, Settings settings) throws Failure {
        Path folder = settings.path(Setting.SQL);
        if (!Files.isDirectory(folder) && !settings.isGiven(Setting.SQL)) {
            folder = call.surroundings().home().resolve(settings.text(Setting.SQL));
        }
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("there is no folder of SQL at " + folder, "name it with --sql DIR");
        }
        return folder;
    }
}
