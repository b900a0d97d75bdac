// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.util.Locale;

/** How recorders write the levels of full books as lists, and how DuckDB tells them. */
public enum ListShape {
    STRUCTS_OF_DOUBLES(
            "optional group %1$ss (LIST) { repeated group list { optional group element {"
                    + " optional double price; optional double size; } } }"),
    REQUIRED_STRUCTS_OF_TEXTS(
            "required group %1$ss (LIST) { repeated group list { required group item {"
                    + " required binary price (STRING); required binary amount (STRING);"
                    + " required int32 orders; } } }"),
    STRUCTS_OF_DECIMALS_OF_TWO_LEVELS(
            "optional group %1$ss (LIST) { repeated group array {"
                    + " optional fixed_len_byte_array(9) price (DECIMAL(20,4));"
                    + " optional int64 quantity (DECIMAL(18,6)); } }"),
    TUPLES(
            "optional group %1$ss (LIST) { repeated group %1$ss_tuple {"
                    + " optional int32 price; optional float size; } }"),
    REPEATED_STRUCTS("repeated group %1$ss { optional double price; required int64 quantity; }"),
    PAIRS_OF_DOUBLES(
            "optional group %1$ss (LIST) { repeated group list { optional group element (LIST) {"
                    + " repeated group list { optional double element; } } } }"),
    PAIRS_OF_TEXTS(
            "optional group %1$ss (LIST) { repeated group list { required group item (LIST) {"
                    + " repeated group list { optional binary item (STRING); } } } }"),
    PAIRS_OF_TWO_LEVELS(
            "optional group %1$ss (LIST) { repeated group array (LIST) {"
                    + " repeated double array; } }"),
    LISTS_SIDE_BY_SIDE(
            "optional group %1$s_prices (LIST) { repeated group list { optional double element; } }"
                    + " optional group %1$s_sizes (LIST) { repeated group list {"
                    + " optional int64 element (DECIMAL(18,3)); } }"),
    LISTS_OF_TWO_LEVELS(
            "required group %1$s_prices (LIST) { repeated double array; }"
                    + " required group %1$s_quantities (LIST) { repeated binary element (STRING); }");

    private final String columns;

    ListShape(String columns) {
        this.columns = columns;
    }

    /** The schema of a file. */
    public String schema() {
        return "message books { required int64 timestamp; %s %s optional binary symbol (STRING); }"
                .formatted(columns.formatted("bid"), columns.formatted("ask"));
    }

    public boolean isOfPairs() {
        return name().startsWith("PAIRS");
    }

    public boolean isSideBySide() {
        return name().startsWith("LISTS");
    }

    /**
     * An expression for the levels of a side, {@code price quantity;…} with {@code n} for null and
     * {@code !} for what is not there.
     */
    public String levels(String side) {
        if (isSideBySide()) {
            String quantities = this == LISTS_SIDE_BY_SIDE ? "sizes" : "quantities";
            String zipped =
                    "list_transform(range(greatest(coalesce(len(p), 0), coalesce(len(q), 0))), i -> %s || ' ' || %s)"
                            .formatted(part("p", "i + 1"), part("q", "i + 1"));
            return "(select array_to_string(%s, ';') from (select %2$s_prices p, %2$s_%3$s q))"
                    .formatted(zipped, side, quantities);
        }
        String level =
                isOfPairs()
                        ? "case when x is null or len(x) = 0 then 'n n' else %s || ' ' || %s end"
                                .formatted(part("x", "1"), part("x", "2"))
                        : "coalesce(x.price::varchar, 'n') || ' ' || coalesce(x.%s::varchar, 'n')"
                                .formatted(quantity());
        return "array_to_string(list_transform(%ss, x -> %s), ';')".formatted(side, level);
    }

    private static String part(String list, String at) {
        return "case when coalesce(len(%1$s), 0) < %2$s then '!' else coalesce(%1$s[%2$s]::varchar, 'n') end"
                .formatted(list, at);
    }

    private String quantity() {
        String lower = columns.toLowerCase(Locale.ROOT);
        return lower.contains(" size;")
                ? "size"
                : lower.contains(" amount ") ? "amount" : "quantity";
    }
}
