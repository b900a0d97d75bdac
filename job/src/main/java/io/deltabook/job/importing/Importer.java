// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.output.OutputLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Imports text files into a folder of native Parquet files. Each input is in the output completely
 * or not at all, and only once: an import that was killed is repeated with the same arguments and
 * skips what is already there.
 */
public final class Importer {
    private static final long REPORT_MILLIS = 200;

    private final ImportSettings settings;
    private final BiConsumer<Long, Long> progress;

    /**
     * @param progress called repeatedly with the bytes of the inputs read so far, and their total
     */
    public Importer(ImportSettings settings, BiConsumer<Long, Long> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Imports what is not in the output yet. An input that cannot be imported does not affect the
     * others.
     *
     * @throws BadInputException if the inputs cannot be listed, or the output contains anything
     *     else, or rows of an input that has changed
     * @throws IOException if the output cannot be written
     */
    public ImportResult run() throws IOException {
        List<SourceFile> sources = SourceFile.list(settings.inputs());
        try (OutputLock lock = OutputLock.takeNew(settings.output())) {
            ImportLog log = ImportLog.open(lock.output());
            List<SourceFile> open = new ArrayList<>();
            for (SourceFile source : sources) {
                ImportedFile earlier = log.of(source.path());
                if (earlier == null) {
                    open.add(source);
                } else {
                    requireSame(source, earlier);
                }
            }
            Map<Path, String> bad = importAll(open, log);
            List<ImportedFile> files = new ArrayList<>();
            for (SourceFile source : sources) {
                ImportedFile file = log.of(source.path());
                if (file != null) {
                    files.add(file);
                }
            }
            int earlier = sources.size() - open.size();
            return new ImportResult(files, earlier, new ArrayList<>(bad.values()));
        }
    }

    private void requireSame(SourceFile source, ImportedFile earlier) {
        if (source.size() != earlier.size() || source.modified() != earlier.modified()) {
            throw new BadInputException(
                    "[%s] must be unchanged since it was imported, but has changed; import it into another --output"
                            .formatted(source.path()));
        }
        if (!settings.meaning().equals(earlier.meaning())) {
            throw new BadInputException(
                    "[%s] must be imported with the same options as before (%s), but has %s; import it into another --output"
                            .formatted(source.path(), earlier.meaning(), settings.meaning()));
        }
    }

    private Map<Path, String> importAll(List<SourceFile> sources, ImportLog log)
            throws IOException {
        Map<Path, Integer> ordinals = log.ordinals(sources.stream().map(SourceFile::path).toList());
        LongAdder read = new LongAdder();
        long total = sources.stream().mapToLong(SourceFile::size).sum();
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        Map<Path, String> bad = new TreeMap<>();
        try {
            Map<SourceFile, Future<?>> tasks = new LinkedHashMap<>();
            for (SourceFile source : sources) {
                int ordinal = ordinals.get(source.path());
                tasks.put(source, threads.submit(() -> importOne(source, ordinal, log, read)));
            }
            for (Map.Entry<SourceFile, Future<?>> task : tasks.entrySet()) {
                try {
                    await(task.getValue(), read, total);
                } catch (BadInputException e) {
                    bad.put(task.getKey().path(), e.getMessage());
                }
            }
            progress.accept(read.sum(), total);
            return bad;
        } finally {
            end(threads);
        }
    }

    /** Waits until no thread is writing; only then may the output's lock be released. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean isInterrupted = false;
        boolean isEnded = false;
        while (!isEnded) {
            try {
                isEnded = threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Void importOne(SourceFile source, int ordinal, ImportLog log, LongAdder read)
            throws IOException {
        log.commit(new FileImport(settings, source, ordinal, read).run());
        return null;
    }

    private void await(Future<?> task, LongAdder read, long total) throws IOException {
        while (true) {
            try {
                task.get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                progress.accept(read.sum(), total);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the import was interrupted", e);
            } catch (ExecutionException e) {
                throw thrown(e.getCause());
            }
        }
    }

    /** Rethrows on this thread what ended a task. */
    private static IOException thrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }
}
