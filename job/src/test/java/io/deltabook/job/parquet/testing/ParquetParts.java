// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.parquet.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** A Parquet file taken apart, so that a test can change its parts and put it together again. */
public final class ParquetParts {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    public final FileMetaData footer;

    /** The pages of each column of each row group, in the order of the footer. */
    public final List<List<Page>> chunks = new ArrayList<>();

    private ParquetParts(FileMetaData footer) {
        this.footer = footer;
    }

    private static int footerStart(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = file.length - MAGIC.length - Integer.BYTES;
        return end - bytes.getInt(end);
    }

    private static FileMetaData footer(byte[] file) throws IOException {
        int start = footerStart(file);
        return Util.readFileMetaData(new ByteArrayInputStream(file, start, file.length - start));
    }

    private static long start(ColumnMetaData chunk) {
        long start = chunk.getData_page_offset();
        boolean isBefore =
                chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0;
        return isBefore ? Math.min(start, chunk.getDictionary_page_offset()) : start;
    }

    public static ParquetParts of(byte[] file) throws IOException {
        ParquetParts parts = new ParquetParts(footer(file));
        for (RowGroup group : parts.footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                parts.chunks.add(pages(file, chunk.getMeta_data()));
            }
        }
        return parts;
    }

    /**
     * A file whose footer says of each chunk that it reaches to the next, whose pages end with
     * their chunk, and which say nothing of repetitions, which flat columns have not.
     */
    static byte[] repaired(byte[] file) throws IOException {
        ParquetParts parts = new ParquetParts(footer(file));
        TreeSet<Long> starts = new TreeSet<>();
        starts.add((long) footerStart(file));
        for (RowGroup group : parts.footer.getRow_groups()) {
            group.getColumns().forEach(chunk -> starts.add(start(chunk.getMeta_data())));
        }
        for (RowGroup group : parts.footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                long start = start(chunk.getMeta_data());
                Long next = starts.higher(start);
                chunk.getMeta_data().setTotal_compressed_size(next == null ? 0 : next - start);
            }
        }
        ParquetParts whole = of(parts.footerOver(file));
        for (List<Page> pages : whole.chunks) {
            for (Page page : pages) {
                page.header.setCompressed_page_size(page.body.length);
                page.header.unsetCrc();
                if (page.header.isSetData_page_header()) {
                    page.header.getData_page_header().setRepetition_level_encoding(Encoding.RLE);
                }
            }
        }
        return whole.bytes();
    }

    private static List<Page> pages(byte[] file, ColumnMetaData chunk) throws IOException {
        int size = Math.toIntExact(chunk.getTotal_compressed_size());
        ByteArrayInputStream in =
                new ByteArrayInputStream(file, Math.toIntExact(start(chunk)), size);
        List<Page> pages = new ArrayList<>();
        while (in.available() > 0) {
            PageHeader header = Util.readPageHeader(in);
            byte[] body = in.readNBytes(header.getCompressed_page_size());
            pages.add(new Page(header, body));
        }
        return pages;
    }

    /** The file, with offsets and sizes in the footer that fit the pages. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC);
        int next = 0;
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                write(chunks.get(next++), chunk.getMeta_data(), out);
            }
        }
        return withFooter(out);
    }

    /** The file with the pages of another, and a footer that need not fit them. */
    byte[] footerOver(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, footerStart(file));
        return withFooter(out);
    }

    private byte[] withFooter(ByteArrayOutputStream out) throws IOException {
        int start = out.size();
        Util.writeFileMetaData(footer, out);
        out.write(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(out.size() - start)
                        .array());
        out.write(MAGIC);
        return out.toByteArray();
    }

    private static void write(List<Page> pages, ColumnMetaData chunk, ByteArrayOutputStream out)
            throws IOException {
        int start = out.size();
        boolean isFirst = true;
        for (Page page : pages) {
            if (page.header.getType() == PageType.DICTIONARY_PAGE) {
                chunk.setDictionary_page_offset(out.size());
            } else if (isFirst) {
                chunk.setData_page_offset(out.size());
                isFirst = false;
            }
            Util.writePageHeader(page.header, out);
            out.write(page.body);
        }
        chunk.setTotal_compressed_size(out.size() - start);
    }

    /** A page's header and what follows it. */
    public static final class Page {
        public PageHeader header;
        public byte[] body;

        private Page(PageHeader header, byte[] body) {
            this.header = header;
            this.body = body;
        }

        Page copy() {
            return new Page(header.deepCopy(), body.clone());
        }

        /** Makes the header say what the body has. */
        public void seal() {
            header.setCompressed_page_size(body.length);
            if (header.isSetCrc()) {
                CRC32 crc = new CRC32();
                crc.update(body);
                header.setCrc((int) crc.getValue());
            }
        }
    }
}
