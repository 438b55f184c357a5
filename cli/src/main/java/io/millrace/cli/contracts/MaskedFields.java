package io.millrace.cli.contracts;

import io.millrace.cli.Failure;
import io.millrace.contract.Contract;
import io.millrace.pipeline.mask.MaskKey;
import java.util.List;

/** Refuses to run a contract that masks when there is no key to mask with. */
public final class MaskedFields {

    private MaskedFields() {}

    public static void check(Contract contract, List<MaskKey> keys) throws Failure {
        if (contract.masksFields() && keys.isEmpty()) {
            String fields = String.join(
                    ", ",
                    contract.fields().stream()
                            .filter(field -> field.mask().isPresent())
                            .map(field -> field.name())
                            .toList());
            throw Failure.usage(
                    contract.dataset() + " masks " + fields + ", but there is no masking key",
                    "make one: (umask 077; openssl rand -hex 32 > mask.key)",
                    "and give it: --mask-key k1=mask.key, or masking.keys in millrace.yaml");
        }
    }
}
