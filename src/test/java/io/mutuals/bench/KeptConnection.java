package io.mutuals.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection that is kept open, for one request at a time, written as bytes made beforehand. It takes much
 * less of a processor than an HTTP client of the JDK, so that clients take little from the servers they measure on the
 * same machine. Not thread-safe.
 */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final URI server;
    private @Nullable Socket socket;
    private byte[] received = new byte[64 * 1024];
    private int from;
    private int to;

    KeptConnection(URI server) {
        this.server = server;
    }

    /**
     * An answer.
     *
     * @param body the body, a character for each byte
     */
    record Answer(int status, String body) {

        /** Returns whether it is an answer of GraphQL without any error. */
        boolean isGood() {
            return status == 200 && !body.contains("\"errors\"") && !body.contains("\"userErrors\":[{");
        }
    }

    /**
     * Returns the bytes of a POST request.
     *
     * @param headers complete lines
     */
    static byte[] post(URI endpoint, String headers, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + endpoint.getPath() + " HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\n" + headers
                        + "Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** Returns the bytes of a GET request. */
    static byte[] get(URI address) {
        return ("GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Sends a request and waits for its answer. A connection that the server has closed meanwhile is opened anew.
     *
     * @throws IOException if there is no answer within 30 seconds
     */
    Answer send(byte[] request) throws IOException {
        boolean isKept = socket != null;
        try {
            return exchange(request);
        } catch (SocketTimeoutException late) {
            close();
            throw late;
        } catch (IOException closed) {
            close();
            if (isKept) {
                return exchange(request);
            }
            throw closed;
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(server.getHost(), server.getPort());
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_MILLIS);
            socket = open;
            from = 0;
            to = 0;
        }
        open.getOutputStream().write(request);
        InputStream in = open.getInputStream();
        String head = head(in);
        int status = Integer.parseInt(head, 9, 12, 10);
        String body = head.contains("\r\ntransfer-encoding: chunked") ? chunks(in) : take(in, length(head));
        if (head.contains("\r\nconnection: close")) {
            close();
        }
        return new Answer(status, body);
    }

    private static int length(String head) {
        String name = "\r\ncontent-length:";
        int at = head.indexOf(name);
        if (at < 0) {
            return 0;
        }
        int end = head.indexOf('\r', at + 2);
        return Integer.parseInt(head.substring(at + name.length(), end < 0 ? head.length() : end)
                .strip());
    }

    private String head(InputStream in) throws IOException {
        int searched = from;
        while (true) {
            for (int at = searched; at <= to - END_OF_HEAD.length; at++) {
                if (Arrays.equals(received, at, at + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                    String head = text(from, at).toLowerCase(Locale.ROOT);
                    from = at + END_OF_HEAD.length;
                    return head;
                }
            }
            int known = to - from;
            fill(in);
            searched = from + Math.max(0, known - END_OF_HEAD.length);
        }
    }

    private String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int length = Integer.parseInt(line(in).strip(), 16);
            body.append(take(in, length));
            line(in);
            if (length == 0) {
                return body.toString();
            }
        }
    }

    private String line(InputStream in) throws IOException {
        int offset = 0;
        while (true) {
            for (; from + offset < to; offset++) {
                if (received[from + offset] == '\n') {
                    String line = text(from, from + offset);
                    from += offset + 1;
                    return line;
                }
            }
            fill(in);
        }
    }

    private String take(InputStream in, int length) throws IOException {
        while (to - from < length) {
            fill(in);
        }
        String taken = text(from, from + length);
        from += length;
        return taken;
    }

    /** Reads more; what has not been taken moves to the front. */
    private void fill(InputStream in) throws IOException {
        System.arraycopy(received, from, received, 0, to - from);
        to -= from;
        from = 0;
        if (to == received.length) {
            received = Arrays.copyOf(received, 2 * to);
        }
        int count = in.read(received, to, received.length - to);
        if (count < 0) {
            throw new EOFException("The server closed the connection");
        }
        to += count;
    }

    private String text(int begin, int end) {
        return new String(received, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException alreadyGone) {
            // It is not used again.
        }
        socket = null;
    }
}
