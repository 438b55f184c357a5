package io.millrace.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shares of work end together: all done, or the first failure ends the others and is what the caller hears. */
@Timeout(60)
class SessionsTest {

    private static final String ENDLESS = "create or replace table endless as select sum(a.range * b.range)"
            + " from range(10000000) as a, range(10000000) as b";

    @TempDir
    private Path folder;

    private Session engine;

    @BeforeEach
    void open() throws SQLException {
        engine = Session.open(folder, 2, 256L << 20, List.of());
    }

    @AfterEach
    void close() throws SQLException {
        engine.close();
    }

    @Test
    void every_piece_is_taken_once_and_the_engine_has_its_threads_back() throws Exception {
        Collection<Integer> taken = new ConcurrentLinkedQueue<>();
        List<Integer> pieces = IntStream.range(0, 50).boxed().toList();

        long rows = Sessions.each(engine, 2, pieces, (piece, session) -> {
            taken.add(piece);
            return session.execute("create table piece" + piece + " as select * from range(" + piece + ")");
        });

        assertThat(taken).containsExactlyInAnyOrderElementsOf(pieces);
        assertThat(rows).isEqualTo(49 * 50 / 2);
        engine.query(
                "select current_setting('threads')",
                row -> assertThat(row.getInt(1)).isEqualTo(2));
    }

    @Test
    void a_share_that_fails_ends_a_statement_of_another() {
        assertThatThrownBy(() -> Sessions.share(engine, 2, (index, session) -> {
                    if (index == 0) {
                        throw new IOException("no room");
                    }
                    return session.execute(ENDLESS);
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no room");
        assertGoesOn();
    }

    @Test
    void a_statement_that_fails_is_what_the_caller_hears() {
        assertThatThrownBy(() -> Sessions.share(
                        engine, 2, (index, session) -> session.execute(index == 0 ? "select nothing" : ENDLESS)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nothing");
        assertGoesOn();
    }

    @Test
    void an_error_of_the_program_comes_through() {
        assertThatThrownBy(() -> Sessions.share(engine, 1, (index, session) -> {
                    throw new IllegalArgumentException("wrong");
                }))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_caller_that_is_interrupted_ends_all_shares() {
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(2);
        assertThatThrownBy(() -> Sessions.share(engine, 2, (index, session) -> {
                    begun.countDown();
                    if (index == 0) {
                        begun.await();
                        caller.interrupt();
                    }
                    return session.execute(ENDLESS.replace("endless", "endless" + index));
                }))
                .isInstanceOf(InterruptedException.class);
        assertGoesOn();
    }

    /** Nothing of the shares still runs, and the engine takes further statements. */
    private void assertGoesOn() {
        try {
            assertThat(engine.execute("create table further as select 1")).isEqualTo(1);
            engine.query(
                    "select count(*) from duckdb_tables() where table_name like 'endless%'",
                    row -> assertThat(row.getLong(1)).isZero());
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
