package io.casework.report.imports;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shared texts of a workbook on disk, because those of a long register would fill the memory; those in use lately are kept at hand. */
final class StringStore implements Closeable {

    private static final int AT_HAND = 4096;

    private final Path file;
    private final OutputStream out;
    private final Map<Integer, Cell> lately = new LinkedHashMap<>(AT_HAND * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Cell> eldest) {
            return size() > AT_HAND;
        }
    };
    private long[] ends = new long[1024];
    private int size;
    private FileChannel channel;

    StringStore() throws IOException {
        file = Files.createTempFile("casework-import", ".strings");
        out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    void add(Cell cell) throws IOException {
        byte[] bytes = ((cell.type() == Cell.Type.LONG ? "L" : "T") + cell.text()).getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size] = (size == 0 ? 0 : ends[size - 1]) + bytes.length;
        size++;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** No more is added from here on. */
    void finish() throws IOException {
        out.close();
        channel = FileChannel.open(file);
    }

    /** The text with this number; empty where there is none. */
    Cell get(int index) {
        if (index < 0 || index >= size || channel == null) {
            return Cell.EMPTY;
        }
        return lately.computeIfAbsent(index, this::load);
    }

    private Cell load(int index) {
        long start = index == 0 ? 0 : ends[index - 1];
        ByteBuffer bytes = ByteBuffer.allocate((int) (ends[index] - start));
        try {
            while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {
                // Reads on until the text is whole.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = new String(bytes.array(), StandardCharsets.UTF_8);
        return new Cell(text.startsWith("L") ? Cell.Type.LONG : Cell.Type.TEXT, text.substring(1));
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (channel != null) {
            channel.close();
        }
        Files.deleteIfExists(file);
    }
}
