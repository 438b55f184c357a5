package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.SqlCopy;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.finalizer.model.KeptKey;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.zones.Lake;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ninety-seven accounts share twenty numbers, so that four in five have one that their formula does not give. */
final class KeptKeysTest {

    private static final String ACCOUNTS = "select token, account_id from account_dimension order by all";
    private static final String FACTS =
            "select transaction_id, source_system, account_id from transaction_fact order by all";

    @TempDir
    private Path temp;

    private SqlCopy sql;
    private TestLake lake;

    @BeforeEach
    void begin() throws IOException {
        lake = new TestLake(temp.resolve("lake"));
        sql = new SqlCopy(temp.resolve("sql"));
        sql.replace("staging/stg_transactions.sql", "% 2146483647", "% 20");
    }

    private TestWarehouse warehouse(String name) {
        return new TestWarehouse(lake.root(), temp.resolve(name), sql.folder());
    }

    @Test
    void a_rebuild_and_another_machine_give_every_account_the_number_that_it_had() throws Exception {
        TestWarehouse first = warehouse("first");
        lake.stream("a", records(60, 90));
        first.load();
        lake.stream("b", records(0, 40));
        first.load();
        lake.run("r1", records(30, 97));
        lake.run("r2", records(35, 70), "r1");
        first.load();
        List<String> accounts = first.ask(ACCOUNTS);
        List<String> facts = first.ask(FACTS);
        assertThat(first.ask("select count(*) > 50 from model.kept_key")).containsExactly("true");

        first.load(From.ZONES, Quarantine.LEAVE);
        assertThat(first.ask(ACCOUNTS)).isEqualTo(accounts);
        assertThat(first.ask(FACTS)).isEqualTo(facts);

        TestWarehouse other = warehouse("other");
        other.load();
        assertThat(other.ask(ACCOUNTS)).isEqualTo(accounts);
        assertThat(other.ask(FACTS)).isEqualTo(facts);
    }

    @Test
    void a_warehouse_that_numbered_otherwise_than_the_lake_says_is_built_again() throws Exception {
        lake.stream("a", records(60, 90));
        TestWarehouse late = warehouse("late");
        late.load();
        Files.delete(temp.resolve("lake/keys/0000000001.json"));
        lake.stream("b", records(0, 60));
        TestWarehouse first = warehouse("first");
        first.load();
        assertThat(late.ask(ACCOUNTS)).isNotEqualTo(first.ask(ACCOUNTS));

        late.load();
        assertThat(late.notices).singleElement().asString().contains("was first to number some keys");
        assertThat(late.ask(ACCOUNTS)).isEqualTo(first.ask(ACCOUNTS));
        assertThat(late.ask(FACTS)).isEqualTo(first.ask(FACTS));
    }

    @Test
    void of_two_that_keep_keys_at_once_one_is_refused_and_finds_what_the_other_has_kept() throws Exception {
        LakeKeys one = new LakeKeys(new LocalFiles(), new Lake(lake.root().toUri()));
        LakeKeys other = new LakeKeys(new LocalFiles(), new Lake(lake.root().toUri()));
        KeptKey key = new KeptKey("account_dimension", "k1:\"é", 1);
        one.keep(List.of(key));
        assertThatThrownBy(() -> other.keep(List.of(new KeptKey("account_dimension", "k1:b", 1))))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(other.read()).containsExactly(key);
        other.keep(List.of(key, new KeptKey("account_dimension", "k1:b", 2)));
        assertThat(one.read()).hasSize(2);
        assertThat(new LakeKeys(new LocalFiles(), new Lake(lake.root().toUri())).read())
                .isEqualTo(one.read());
    }
}
