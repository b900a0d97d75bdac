// SPDX-License-Identifier: Apache-2.0
package io.deltabook.contract;

import java.util.Locale;

/** How the ids of a lane's messages prove that no message is missing. */
public enum SequenceMode {
    RANGE(Verdict.VERIFIED),
    CHAIN(Verdict.VERIFIED),
    CONTIGUOUS(Verdict.VERIFIED),
    MONOTONIC(Verdict.CLEAN),
    NONE(Verdict.UNVERIFIABLE);

    private static final SequenceMode[] VALUES = values();

    private final Verdict verdict;

    SequenceMode(Verdict verdict) {
        this.verdict = verdict;
    }

    /** The best possible verdict of a lane. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether a lost message is always detected. */
    public boolean isVerified() {
        return verdict == Verdict.VERIFIED;
    }

    /** Lower-case word used in options, statistics and summaries. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public byte code() {
        return (byte) ordinal();
    }

    public static SequenceMode ofCode(int code) {
        return Codes.byCode(VALUES, code, "sequence mode");
    }
}
