package io.millrace.cli.doctor;

import io.millrace.cli.terminal.LoopbackPort;
import java.util.OptionalInt;

/** Whether the ports that a run opens are free. */
final class Ports {

    private Ports() {}

    static Finding ports(OptionalInt ui) {
        if (!LoopbackPort.isFree(0)) {
            return Finding.bad(
                    "ports", "no port can be opened on 127.0.0.1", "look at firewall and sandbox rules of this user");
        }
        if (ui.isPresent() && !LoopbackPort.isFree(ui.getAsInt())) {
            return Finding.bad(
                    "ports",
                    ui.getAsInt() + " for the Flink UI is in use",
                    "choose another with --ui-port, or 0 for any free one");
        }
        return Finding.ok("ports", "can be opened on 127.0.0.1");
    }
}
