// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.fidelity;

import io.deltabook.contract.PlainText;
import io.deltabook.job.config.InvalidConfigException;
import io.deltabook.job.config.NearestWord;
import io.deltabook.job.config.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bounds that figures must keep. */
public final class Thresholds {
    private static final String OFF = "off";
    private static final double NONE = Double.NaN;

    private final Map<Figure, Double> bounds = new EnumMap<>(Figure.class);

    private Thresholds() {
        for (Figure figure : Figure.values()) {
            bounds.put(figure, figure.defaultBound());
        }
    }

    /** The default bounds. */
    public static Thresholds defaults() {
        return new Thresholds();
    }

    /**
     * The bounds of a YAML file; what it does not name keeps its default.
     *
     * @throws InvalidConfigException if it cannot be read, or names something else; with all faults
     */
    public static Thresholds read(Path file) throws InvalidConfigException {
        return of(YamlFile.read(file), file.toString());
    }

    /** As {@link #read}, of a text that is called by a name in messages. */
    static Thresholds parse(String text, String name) throws InvalidConfigException {
        return of(YamlFile.parse(text, name), name);
    }

    private static Thresholds of(Map<String, Object> values, String name)
            throws InvalidConfigException {
        Thresholds thresholds = new Thresholds();
        List<String> faults = new ArrayList<>();
        values.forEach(
                (key, value) -> {
                    String fault = thresholds.set(key, value.toString());
                    if (fault != null) {
                        faults.add("[%s] %s".formatted(name, fault));
                    }
                });
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(faults);
        }
        return thresholds;
    }

    /** Sets a bound; returns what is wrong with it, null for nothing. */
    private String set(String key, String value) {
        List<String> keys = Arrays.stream(Figure.values()).map(Figure::key).toList();
        int at = keys.indexOf(key);
        if (at < 0) {
            String nearest = NearestWord.of(key, keys);
            return "%s must be a figure, but is not%s"
                    .formatted(
                            PlainText.of(key),
                            nearest == null
                                    ? "; deltabook fidelity --print-thresholds names them"
                                    : ": did you mean '" + nearest + "'?");
        }
        // YAML 1.1 has off for false
        boolean isOff = OFF.equals(value.toLowerCase(Locale.ROOT)) || "false".equals(value);
        double bound = isOff ? NONE : number(value);
        if (!isOff && !(bound >= -1 && bound < Double.POSITIVE_INFINITY)) {
            return "%s must be a number from -1 on, or off, but was %s"
                    .formatted(key, PlainText.of(value));
        }
        bounds.put(Figure.values()[at], bound);
        return null;
    }

    private static double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The bound of a figure; NaN if it has none. */
    public double bound(Figure figure) {
        return bounds.get(figure);
    }

    /** Whether a value keeps the bound of its figure; true of what is not known or has no bound. */
    public boolean passes(Figure figure, double value) {
        double bound = bound(figure);
        return Double.isNaN(value)
                || Double.isNaN(bound)
                || (figure.isMinimum() ? value >= bound : value <= bound);
    }

    /** The bounds as YAML, each with what it means. */
    public List<String> yaml() {
        List<String> lines = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            double bound = bound(figure);
            String value = Double.isNaN(bound) ? OFF : text(bound);
            String line = figure.key() + ": " + value;
            lines.add(
                    "%-28s # %s %s"
                            .formatted(
                                    line,
                                    figure.isMinimum() ? "at least" : "at most",
                                    figure.meaning()));
        }
        return lines;
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
