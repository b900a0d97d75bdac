// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.cli.command;

import io.deltabook.job.storage.plugged.StoreOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/** The arguments by which a command reaches a store, as the next command needs them. */
public final class GivenStoreArguments {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=,@%+-]+");

    private GivenStoreArguments() {}

    /**
     * The arguments, each after a blank; of a secret only the key.
     *
     * @return empty if none were given
     */
    public static String of(ParseResult command) {
        StringBuilder arguments = new StringBuilder();
        Object config = command.matchedOptionValue("--config", null);
        if (config != null) {
            arguments.append(" --config ").append(quoted(config.toString()));
        }
        Map<String, String> set = command.matchedOptionValue("--set", Map.of());
        new TreeMap<>(set)
                .forEach(
                        (key, value) -> {
                            if (StoreOptions.isOne(key)) {
                                arguments.append(" --set ").append(argument(key, value));
                            }
                        });
        return arguments.toString();
    }

    private static String argument(String key, String value) {
        return StoreOptions.isSecret(key) ? key + "=…" : quoted(key + "=" + value);
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
