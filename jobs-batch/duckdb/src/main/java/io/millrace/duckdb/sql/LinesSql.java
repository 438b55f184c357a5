package io.millrace.duckdb.sql;

import java.util.List;

/** What the kind of the input decides: how its lines are read, and how records are told where they stood. */
public enum LinesSql {
    /** Every line is a record. Records are numbered as they are read, and a place holds a row of them. */
    OF_FILES {
        @Override
        String query(String path, String compression, long longestLine) {
            return "select json::varchar as _line\n    from read_ndjson_objects(" + Sql.text(path)
                    + options(compression, longestLine) + ")";
        }

        @Override
        String placeColumns() {
            return "";
        }

        @Override
        String judged() {
            return "judged";
        }

        @Override
        String numberOfJudged() {
            return "rowid";
        }

        @Override
        String joined(String kind, String number, long places) {
            return places == 1
                    ? kind + "join place on true"
                    : "asof " + kind + "join place on " + number + " >= place._from";
        }

        @Override
        String isElsewhere(List<String> sources) {
            return "not (_split = '-' and _source in (" + Sql.texts(sources) + "))";
        }
    },

    /** Every line holds a record and its position. They come in any order, and each has a place of its own. */
    OF_RAW {
        @Override
        String query(String path, String compression, long longestLine) {
            return "select payload as _line\n    from read_ndjson(" + Sql.text(path)
                    + ", columns = {payload: 'varchar'}, hive_partitioning = false"
                    + options(compression, longestLine) + ")";
        }

        @Override
        String placeColumns() {
            return ",\n    _row bigint";
        }

        @Override
        String judged() {
            return "judged\njoin place on place._row = judged.rowid";
        }

        @Override
        String numberOfJudged() {
            return "place._from";
        }

        @Override
        String joined(String kind, String number, long places) {
            return kind + "join place on " + number + " = place._from";
        }

        @Override
        String isElsewhere(List<String> sources) {
            return "not exists (\n        select 1\n        from place\n        where place._source = row._source"
                    + " and place._split = row._split and place._from - place._shift = row._offset\n    )";
        }
    };

    /** A query of the records of a file as text, in their order; null for what is no text. */
    abstract String query(String path, String compression, long longestLine);

    abstract String placeColumns();

    /** The table {@code judged}, with what is needed to number its rows. */
    abstract String judged();

    abstract String numberOfJudged();

    /** A join with the place, one of so many, of the record of that number. */
    abstract String joined(String kind, String number, long places);

    /** Whether a row of the lake stands at no position of the input. */
    abstract String isElsewhere(List<String> sources);

    private static String options(String compression, long longestLine) {
        return ", ignore_errors = true, maximum_object_size = " + longestLine + ", compression = "
                + Sql.text(compression);
    }
}
