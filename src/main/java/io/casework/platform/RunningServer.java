package io.casework.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads PostgreSQL's own lock file to find a server that outlived the process that started it. */
final class RunningServer {

    private static final int PORT_LINE = 3;

    private RunningServer() {
    }

    /** The port of a live server on this data directory, or {@code null} where there is none. */
    static Integer portOf(Path dataDirectory) throws IOException {
        Path lock = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return null;
        }
        List<String> lines = Files.readAllLines(lock);
        if (lines.size() <= PORT_LINE || !isProcessAlive(lines.get(0).trim())) {
            return null;
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).trim());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 2000);
            return port;
        } catch (IOException notListening) {
            return null;
        }
    }

    private static boolean isProcessAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }
}
