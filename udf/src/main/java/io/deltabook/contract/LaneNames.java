// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

/** The rules for names of exchanges and symbols in the input. */
public final class LaneNames {
    /** Maximum characters. */
    public static final int MAX_LENGTH = 255;

    /** Written for null in paths by Hive and others; as a name it would be read as null. */
    public static final String HIVE_NULL = "__HIVE_DEFAULT_PARTITION__";

    private static final int SHOWN = 40;

    private LaneNames() {}

    /** Describes what is wrong with a lane's names; null if they are valid. */
    public static String fault(LaneId lane) {
        String fault = fault("exchange", lane.exchange());
        return fault == null ? fault("symbol", lane.symbol()) : fault;
    }

    /**
     * Describes what is wrong with a name; null if it is valid.
     *
     * @param what whose name it is
     */
    public static String fault(String what, String name) {
        String must;
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            must = "have 1 to " + MAX_LENGTH + " characters, but has " + name.length();
        } else if (!PlainText.isPlain(name)) {
            must = "have no control or format characters, but has";
        } else if (name.equals(HIVE_NULL)) {
            must = "be a name, but is the word for null";
        } else {
            return null;
        }
        return what + " must " + must + ": '" + PlainText.of(name, SHOWN) + "'";
    }
}
