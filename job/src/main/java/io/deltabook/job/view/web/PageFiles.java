// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The files of the page and of a report, by the path they are asked for. A closed list: no path of
 * a request ever becomes a path of a file.
 */
public final class PageFiles {
    private static final String OWN = "/io/deltabook/view/";
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/";
    private static final String CHARTS_VERSION =
            "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    /** What only a report contains; no request is answered with it. */
    private final Map<String, PageFile> parts = new LinkedHashMap<>();

    /**
     * A file.
     *
     * @param type its media type
     * @param bytes its content
     */
    record PageFile(String type, byte[] bytes) {}

    /**
     * Reads them all, a few hundred kB.
     *
     * @throws IOException if one is not in the jar
     */
    public PageFiles() throws IOException {
        add("/", OWN + "index.html", HTML);
        add("/page.css", OWN + "page.css", STYLE);
        add("/icon.svg", OWN + "icon.svg", "image/svg+xml");
        for (String module :
                new String[] {
                    "app",
                    "api",
                    "format",
                    "dom",
                    "theme",
                    "coverage",
                    "timeline",
                    "charts",
                    "depth",
                    "marks",
                    "prices",
                    "book",
                    "statistics"
                }) {
            add("/" + module + ".js", OWN + module + ".js", SCRIPT);
        }
        Properties version = new Properties();
        try (InputStream in = open(CHARTS_VERSION)) {
            version.load(in);
        }
        String charts = CHARTS + version.getProperty("version") + "/dist/";
        add("/uplot.js", charts + "uPlot.esm.js", SCRIPT);
        parts.put("/report.html", read(OWN + "report.html", HTML));
        parts.put("/report.js", read(OWN + "report.js", SCRIPT));
        parts.put("/report-data.js", read(OWN + "report-data.js", SCRIPT));
        parts.put("/uplot.min.js", read(charts + "uPlot.iife.min.js", SCRIPT));
        add("/uplot.css", charts + "uPlot.min.css", STYLE);
    }

    private void add(String path, String resource, String type) throws IOException {
        files.put(path, read(resource, type));
    }

    private static PageFile read(String resource, String type) throws IOException {
        try (InputStream in = open(resource)) {
            return new PageFile(type, in.readAllBytes());
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = PageFiles.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(
                    "the jar must have [%s], but has not; build it again".formatted(resource));
        }
        return in;
    }

    /** The content of a file of the page or of a report. */
    public String text(String path) {
        PageFile file = parts.containsKey(path) ? parts.get(path) : files.get(path);
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    /** The file of a path, null if there is none. */
    PageFile get(String path) {
        return files.get(path);
    }
}
