// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Modules of the page as one script, which a file can contain: each becomes a function that returns
 * what it exports. It understands the forms that the page's own modules use: imports of names on
 * one line, and exports of functions and constants.
 */
final class ModuleBundle {
    private static final Pattern IMPORT =
            Pattern.compile(
                    "^import \\{ ([^}]+) \\} from '\\./([a-z-]+)\\.js';$", Pattern.MULTILINE);
    private static final Pattern DEFAULT_IMPORT =
            Pattern.compile("^import (\\w+) from '\\./([a-z-]+)\\.js';$", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export ((?:async )?function|const|class) (\\w+)", Pattern.MULTILINE);

    private final StringBuilder script = new StringBuilder("'use strict';\nconst modules = {};\n");

    /** Adds a module; those that it imports must have been added. */
    ModuleBundle module(String name, String source) {
        List<String> exported = new ArrayList<>();
        Matcher exports = EXPORT.matcher(source);
        while (exports.find()) {
            exported.add(exports.group(2));
        }
        String body = EXPORT.matcher(source).replaceAll("$1 $2");
        body = IMPORT.matcher(body).replaceAll("const { $1 } = modules['$2'];");
        body = DEFAULT_IMPORT.matcher(body).replaceAll("const $1 = modules['$2'].main;");
        return add(name, body + "\nreturn { " + String.join(", ", exported) + " };");
    }

    /** Adds a script that is no module and defines one variable, as what other modules import. */
    ModuleBundle script(String name, String source, String variable) {
        return add(name, source + "\nreturn { main: " + variable + " };");
    }

    /** Gives a module another name as well. */
    ModuleBundle alias(String name, String of) {
        script.append("modules['%s'] = modules['%s'];\n".formatted(name, of));
        return this;
    }

    private ModuleBundle add(String name, String body) {
        script.append("modules['%s'] = (() => {\n".formatted(name))
                .append(body)
                .append("\n})();\n");
        return this;
    }

    /**
     * The script.
     *
     * @throws IllegalStateException if a module has a form that is not understood, or would end the
     *     element that contains the script
     */
    String text() {
        String text = script.toString();
        Matcher wrong = Pattern.compile("(?m)^(import|export) .*$|</script|<!--").matcher(text);
        if (wrong.find()) {
            throw new IllegalStateException(
                    "a module must have plain imports and exports, but has: " + wrong.group());
        }
        return text;
    }
}
