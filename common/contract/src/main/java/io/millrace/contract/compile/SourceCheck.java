package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.FORMAT;
import static io.millrace.contract.format.ContractFormat.MAX_BYTES;
import static io.millrace.contract.format.ContractFormat.SOURCE_KEY;

import io.millrace.contract.Source;
import io.millrace.contract.shape.Section;

/** How records come in. Its keys check themselves; here only what leaving them out means. */
final class SourceCheck {

    private SourceCheck() {}

    static Source source(Section contract) {
        Section source = contract.find(SOURCE_KEY).orElseGet(Section::leftOut);
        return new Source(source.orDefault(FORMAT), source.orDefault(MAX_BYTES));
    }
}
