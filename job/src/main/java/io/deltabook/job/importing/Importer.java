// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.importing;

import io.deltabook.contract.BadInputException;
import io.deltabook.job.output.OutputLock;
import io.deltabook.job.storage.LaneTasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Imports text files into a folder of native Parquet files. Each input is in the output completely
 * or not at all, and only once: an import that was killed is repeated with the same arguments and
 * skips what is already there.
 */
public final class Importer {
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

    /** What is wrong with each input that cannot be imported. */
    private Map<Path, String> importAll(List<SourceFile> sources, ImportLog log)
            throws IOException {
        Map<Path, Integer> ordinals = log.ordinals(sources.stream().map(SourceFile::path).toList());
        LongAdder read = new LongAdder();
        long total = sources.stream().mapToLong(SourceFile::size).sum();
        Map<Path, String> bad = new ConcurrentSkipListMap<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (SourceFile source : sources) {
            int ordinal = ordinals.get(source.path());
            tasks.add(
                    () -> {
                        try {
                            log.commit(new FileImport(settings, source, ordinal, read).run());
                        } catch (BadInputException e) {
                            bad.put(source.path(), e.getMessage());
                        }
                        return null;
                    });
        }
        LaneTasks.run(settings.threads(), tasks, () -> progress.accept(read.sum(), total));
        progress.accept(read.sum(), total);
        return bad;
    }
}
