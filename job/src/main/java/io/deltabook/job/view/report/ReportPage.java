// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.report;

import io.deltabook.job.view.web.AnswerJson;
import io.deltabook.job.view.web.PageFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A page that contains facts and all that shows them. It forbids itself to load anything and to run
 * any script but its own, so that no name in the data can.
 */
public final class ReportPage {
    private static final String[] MODULES = {
        "format", "dom", "theme", "charts", "marks", "prices", "coverage", "statistics", "report"
    };

    private ReportPage() {}

    /** The page, UTF-8. */
    public static byte[] of(OutputFacts facts) throws IOException {
        PageFiles files = new PageFiles();
        ModuleBundle bundle =
                new ModuleBundle()
                        .script("uplot", files.text("/uplot.min.js"), "uPlot")
                        .module("report-data", files.text("/report-data.js"))
                        .alias("api", "report-data")
                        .alias("app", "report-data");
        for (String module : MODULES) {
            bundle.module(module, files.text("/" + module + ".js"));
        }
        String script = bundle.text();
        String style = files.text("/uplot.css") + files.text("/page.css");
        String policy =
                "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                        .formatted(hash(script), hash(style));
        // A script's data end at the first "</script", so no "<" is left in them.
        String json =
                new String(AnswerJson.bytes(facts), StandardCharsets.UTF_8).replace("<", "\\u003c");
        return files.text("/report.html")
                .replace("{{policy}}", policy)
                .replace("{{style}}", style)
                .replace("{{script}}", script)
                .replace("{{facts}}", json)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
