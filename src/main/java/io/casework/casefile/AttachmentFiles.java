package io.casework.casefile;

import io.casework.platform.RuleViolation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The files themselves, under random names in a directory of their own. A file is complete and on the disk before anything refers to it: what a crash leaves
 * behind is a file without a row, never a row without a file.
 */
@Component
@EnableConfigurationProperties(AttachmentProperties.class)
class AttachmentFiles {

    private static final Logger log = LoggerFactory.getLogger(AttachmentFiles.class);
    private static final String INCOMING = "incoming";
    private static final String SMALL = ".small";
    private static final int BATCH = 500;

    private final Path directory;
    private final long maxBytes;
    private final SecureRandom random = new SecureRandom();

    AttachmentFiles(AttachmentProperties properties) throws IOException {
        if (properties.directory() == null) {
            throw new IllegalStateException("casework.attachments.directory is not set");
        }
        this.directory = properties.directory().toAbsolutePath().normalize();
        this.maxBytes = properties.maxSize().toBytes();
        Files.createDirectories(directory.resolve(INCOMING));
        if (!Files.isWritable(directory)) {
            throw new IllegalStateException("附件目录 " + directory + " 不可写");
        }
    }

    /**
     * A file that has come in but is not kept yet.
     *
     * @param head its first bytes
     */
    record Incoming(Path path, long size, String sha256, byte[] head) {
    }

    /** @throws RuleViolation when it is empty or larger than allowed; nothing is left of it then */
    Incoming receive(InputStream content) {
        Path path = directory.resolve(INCOMING).resolve(randomName());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] head = new byte[0];
            long size = 0;
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                byte[] buffer = new byte[64 * 1024];
                int read;
                while ((read = content.readNBytes(buffer, 0, buffer.length)) > 0) {
                    size += read;
                    if (size > maxBytes) {
                        throw new RuleViolation("files", "文件超过 " + maxBytes / 1024 / 1024 + " MB，请压缩或分开上传");
                    }
                    if (head.length == 0) {
                        head = java.util.Arrays.copyOf(buffer, Math.min(read, AttachmentKind.HEAD));
                    }
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
                channel.force(true);
            }
            if (size == 0) {
                throw new RuleViolation("files", "文件是空的");
            }
            return new Incoming(path, size, HexFormat.of().formatHex(digest.digest()), head);
        } catch (IOException e) {
            discard(path);
            throw new UncheckedIOException("an attachment could not be stored", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            discard(path);
            throw e;
        }
    }

    /**
     * Keeps the file, and the small picture where there is one.
     *
     * @return the name under which it is kept
     */
    String keep(Incoming incoming, byte[] small) {
        String name = randomName();
        try {
            Files.createDirectories(path(name).getParent());
            if (small != null) {
                try (FileChannel channel = FileChannel.open(small(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    channel.write(java.nio.ByteBuffer.wrap(small));
                    channel.force(true);
                }
            }
            Files.move(incoming.path(), path(name), StandardCopyOption.ATOMIC_MOVE);
            return name;
        } catch (IOException e) {
            remove(name);
            throw new UncheckedIOException("an attachment could not be stored", e);
        }
    }

    /** Throws away what is not kept; what cannot be thrown away now is swept later. */
    void discard(Path incoming) {
        try {
            Files.deleteIfExists(incoming);
        } catch (IOException e) {
            log.warn("{} could not be deleted", incoming, e);
        }
    }

    /** Takes back a file to which nothing refers. */
    void remove(String name) {
        discard(path(name));
        discard(small(name));
    }

    Path path(String name) {
        return directory.resolve(name.substring(0, 2)).resolve(name);
    }

    Path small(String name) {
        return directory.resolve(name.substring(0, 2)).resolve(name + SMALL);
    }

    /**
     * Deletes files older than this to which nothing refers.
     *
     * @param known which of these names are referred to
     * @return how many were deleted
     */
    int sweep(Instant before, Function<Collection<String>, Set<String>> known) {
        List<Path> old = new ArrayList<>();
        int swept = 0;
        try (Stream<Path> all = Files.walk(directory, 2)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
                    old.add(path);
                    if (old.size() == BATCH) {
                        swept += sweep(old, known);
                        old.clear();
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("the attachments could not be looked through", e);
        }
        return swept + sweep(old, known);
    }

    private int sweep(List<Path> old, Function<Collection<String>, Set<String>> known) {
        Set<String> kept = known.apply(old.stream().map(AttachmentFiles::nameOf).collect(Collectors.toSet()));
        List<Path> orphans = old.stream().filter(path -> path.getParent().endsWith(INCOMING) || !kept.contains(nameOf(path))).toList();
        orphans.forEach(this::discard);
        return orphans.size();
    }

    private static String nameOf(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SMALL) ? name.substring(0, name.length() - SMALL.length()) : name;
    }

    private String randomName() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
