// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.config;

import io.deltabook.job.storage.LocalPath;
import io.deltabook.job.storage.Place;
import io.deltabook.job.storage.plugged.StoreOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** Reads options one by one and collects their faults; a faulty option reads as its default. */
final class OptionReader {
    /** Longest duration that fits into a long of nanoseconds, in whole years of 365 days. */
    private static final Duration LONGEST = Duration.ofDays(290L * 365);

    /** 0 is the same in every unit. */
    private static final Pattern BARE_NUMBER = Pattern.compile("0*[1-9][0-9]*");

    private final Configuration configuration;
    private final List<String> faults = new ArrayList<>();

    OptionReader(Configuration configuration) {
        this.configuration = configuration;
    }

    List<String> faults() {
        return faults;
    }

    void fault(ConfigOption<?> option, String mustBe, Object value, String wayOut) {
        faults.add(option.key() + " must be " + mustBe + ", but was " + value + ": " + wayOut);
    }

    boolean isSet(ConfigOption<?> option) {
        return configuration.contains(option);
    }

    int intIn(ConfigOption<Integer> option, int min, int max) {
        Integer value = typed(option, "a whole number");
        return value >= min && value <= max ? value : outside(option, value, min + ".." + max);
    }

    /** The number, null if not set. */
    Integer intOrNull(ConfigOption<Integer> option, int min, int max) {
        Integer value = typed(option, "a whole number");
        return value == null || value >= min && value <= max
                ? value
                : outside(option, value, min + ".." + max);
    }

    long atLeast(ConfigOption<Long> option, long min) {
        Long value = typed(option, "a whole number");
        return value >= min ? value : outside(option, value, "at least " + min);
    }

    /** A share, 0 … 1. */
    double ratio(ConfigOption<Double> option) {
        String range = "a number from 0 to 1";
        Double value = typed(option, range);
        return value >= 0 && value <= 1 ? value : outside(option, value, range);
    }

    /** A length of time. A number without a unit would be milliseconds, which nobody means. */
    Duration duration(ConfigOption<Duration> option, Duration min) {
        String text = configuration.toMap().get(option.key());
        if (text != null && BARE_NUMBER.matcher(text).matches()) {
            fault(
                    option,
                    "a duration with its unit, such as 5m or 30s",
                    text,
                    "write %ss for seconds or %1$sm for minutes".formatted(text));
            return option.defaultValue();
        }
        Duration value = typed(option, "a duration such as 5m or 30s");
        return value.compareTo(min) >= 0 && value.compareTo(LONGEST) <= 0
                ? value
                : outside(option, value, OptionText.of(min) + " to 290 years");
    }

    long bytes(ConfigOption<MemorySize> option, MemorySize min, MemorySize max) {
        MemorySize value = typed(option, "a size such as 64mb");
        if (value.compareTo(min) < 0) {
            value = outside(option, value, "at least " + OptionText.of(min));
        } else if (value.compareTo(max) > 0) {
            value = outside(option, value, "at most " + OptionText.of(max));
        }
        return value.getBytes();
    }

    /** A size in bytes, 0 if not set. */
    long bytesOrZero(ConfigOption<MemorySize> option, MemorySize min) {
        MemorySize value = typed(option, "a size such as 64mb");
        if (value != null && value.compareTo(min) < 0) {
            value = outside(option, value, "at least " + OptionText.of(min));
        }
        return value == null ? 0 : value.getBytes();
    }

    boolean flag(ConfigOption<Boolean> option) {
        return typed(option, "true or false");
    }

    <E extends Enum<E>> E word(ConfigOption<E> option) {
        String words =
                Arrays.stream(option.defaultValue().getDeclaringClass().getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return typed(option, "one of " + words);
    }

    /** The text, null if not set. */
    String text(ConfigOption<String> option) {
        String value = configuration.get(option);
        if (value != null && value.isBlank()) {
            fault(option, "a word", "empty", "set a value, or omit it");
        }
        return value;
    }

    /** What is passed on to the plugins of stores. */
    Map<String, String> stores() {
        return StoreOptions.of(configuration);
    }

    /** The path of this machine, null if not set. */
    Path path(ConfigOption<String> option) {
        String value = text(option);
        return value == null ? null : path(option, value, LocalPath::of);
    }

    /** A path of this machine, or an address in a store. */
    Path place(ConfigOption<String> option) {
        String value = text(option);
        return value == null ? null : path(option, value, Place::of);
    }

    /** A path of this machine, or an address in a store whose files are replaced at once. */
    Path writable(ConfigOption<String> option) {
        Path place = place(option);
        if (place != null && !Place.isWritable(place)) {
            fault(
                    option,
                    "a path, or an address of s3 or gs, whose files are replaced at once",
                    place,
                    "write there, and copy what is written");
            return null;
        }
        if (place != null && Place.isRemote(place) && place.getFileName() == null) {
            fault(option, "a folder in its bucket", place, "name one, such as " + place + "events");
            return null;
        }
        return place;
    }

    /** Paths of this machine, and addresses in stores. */
    List<Path> places(ConfigOption<List<String>> option) {
        List<Path> paths = new ArrayList<>();
        for (String value : texts(option)) {
            Path path = path(option, value, Place::of);
            if (path != null) {
                paths.add(path);
            }
        }
        return List.copyOf(paths);
    }

    List<String> texts(ConfigOption<List<String>> option) {
        List<String> values = configuration.get(option);
        return values == null ? List.of() : List.copyOf(values);
    }

    /** The entries of a map, sorted by the rest of their key; empty if not set. */
    Map<String, String> map(ConfigOption<Map<String, String>> option) {
        String prefix = option.key() + ".";
        String whole = configuration.toMap().get(option.key());
        if (whole != null) {
            fault(option, "entries below it", whole, "write " + prefix + "… as the key");
        }
        Map<String, String> entries = new TreeMap<>();
        configuration
                .toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(prefix)) {
                                entries.put(key.substring(prefix.length()), value);
                            }
                        });
        return entries;
    }

    /** The day, null if not set. */
    LocalDate day(ConfigOption<String> option) {
        String value = text(option);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            fault(option, "a day such as 2024-08-08", value, "give year, month and day");
            return null;
        }
    }

    private Path path(ConfigOption<?> option, String value, Function<String, Path> parser) {
        try {
            return parser.apply(value);
        } catch (InvalidPathException e) {
            fault(option, "a path", value, e.getReason());
            return null;
        } catch (IllegalArgumentException e) {
            faults.add(option.key() + ": " + e.getMessage());
            return null;
        }
    }

    private <T> T typed(ConfigOption<T> option, String what) {
        try {
            return configuration.get(option);
        } catch (IllegalArgumentException e) {
            String value = configuration.toMap().get(option.key());
            return outside(option, value, what);
        }
    }

    private <T> T outside(ConfigOption<T> option, Object value, String mustBe) {
        String byDefault = OptionText.defaultOf(option);
        fault(
                option,
                mustBe,
                OptionText.of(value),
                byDefault.isEmpty() ? "omit it" : "omit it to use " + byDefault);
        return option.defaultValue();
    }
}
