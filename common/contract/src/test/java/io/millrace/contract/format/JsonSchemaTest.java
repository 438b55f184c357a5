package io.millrace.contract.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Checkout;
import io.millrace.contract.shape.Key;
import io.millrace.contract.shape.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

    private static final Path SCHEMA = Checkout.path("docs/reference/contract.schema.json");
    private static final Path REFERENCE = Checkout.path("docs/reference/contract.md");

    @Test
    void the_published_schema_is_what_the_code_says() throws IOException {
        if (Boolean.getBoolean("millrace.rewrite")) {
            Files.writeString(SCHEMA, ContractFormat.jsonSchema());
        }
        assertThat(Files.readString(SCHEMA))
                .as("rewrite it: mvn -pl common/contract test -Dtest=JsonSchemaTest -Dmillrace.rewrite=true")
                .isEqualTo(ContractFormat.jsonSchema());
    }

    @Test
    void shipped_contracts_tell_editors_of_it() throws IOException {
        for (Path contract : Checkout.contracts()) {
            String hint = Files.readAllLines(contract).get(0);
            String schema = hint.substring(hint.indexOf('=') + 1);
            assertThat(hint).startsWith("# yaml-language-server: $schema=");
            assertThat(contract.getParent().resolve(schema).normalize()).isEqualTo(SCHEMA.normalize());
        }
    }

    @Test
    void the_reference_names_every_key() throws IOException {
        String reference = Files.readString(REFERENCE);
        List<Table> tables = List.of(
                ContractFormat.ROOT,
                ContractFormat.SOURCE,
                ContractFormat.DEDUPE,
                ContractFormat.PARTITION,
                ContractFormat.FIELD,
                ContractFormat.MASK,
                ContractFormat.RULE,
                ContractFormat.SLO);
        for (Table table : tables) {
            for (Key<?> key : table.keys()) {
                assertThat(reference).contains("| `" + key.name() + "` |");
            }
        }
    }

    @Test
    void every_default_is_a_value_of_its_key() {
        assertThat(ContractFormat.jsonSchema())
                .contains("\"default\": \"1 MiB\"", "\"default\": false", "\"default\": 4");
    }
}
