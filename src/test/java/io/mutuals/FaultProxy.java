package io.mutuals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy in front of a service that can cut or stall connections on demand. */
public final class FaultProxy {

    private final URI service;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.FLOWING;
    private final AtomicInteger lostCommits = new AtomicInteger();

    /** The message COMMIT of the Bolt protocol, in a chunk of its own. */
    private static final byte[] COMMIT = {0, 2, (byte) 0xB0, 0x12, 0, 0};

    private enum State {
        FLOWING,
        HELD,
        DEAF,
        FORGETFUL,
        CUT
    }

    /** Starts a proxy in front of {@code service} that forwards everything. */
    public FaultProxy(String service) {
        this.service = URI.create(service);
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    /** Returns the address of the service through this proxy. */
    public String uri() {
        return service.getScheme() + "://localhost:" + door.getLocalPort();
    }

    /** Closes every connection, and each new one at once. */
    public void cut() {
        state = State.CUT;
        open.forEach(FaultProxy::close);
    }

    /** Keeps connections open but forwards nothing. */
    public void hold() {
        state = State.HELD;
    }

    /** Forwards what clients send, and closes a connection when an answer arrives, which is lost. */
    public void loseAnswers() {
        state = State.DEAF;
    }

    /**
     * Forwards everything but the answer to the next commit over Bolt: closes its connection when the answer arrives.
     */
    public void loseNextCommit() {
        state = State.FORGETFUL;
    }

    /** Returns how many answers to commits were lost. */
    public int lostCommits() {
        return lostCommits.get();
    }

    /** Forwards everything again. */
    public void flow() {
        state = State.FLOWING;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (state == State.CUT) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(service.getHost(), service.getPort());
                open.add(client);
                open.add(server);
                if (state == State.CUT) {
                    // cut() was called meanwhile and may not have seen the two
                    close(client);
                    close(server);
                }
                AtomicBoolean commits = new AtomicBoolean();
                Thread.ofPlatform().daemon().start(() -> pump(client, server, false, commits));
                Thread.ofPlatform().daemon().start(() -> pump(server, client, true, commits));
            } catch (IOException gone) {
                // the next one may fare better
            }
        }
    }

    /** @param commits whether the answer to a commit is awaited, which is to be lost */
    private void pump(Socket from, Socket to, boolean answers, AtomicBoolean commits) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                while (state == State.HELD) {
                    Thread.sleep(5);
                }
                if (answers && (state == State.DEAF || commits.get())) {
                    lostCommits.addAndGet(commits.get() ? 1 : 0);
                    break;
                }
                if (state == State.FORGETFUL && !answers && isCommit(buffer, read)) {
                    commits.set(true);
                    state = State.FLOWING;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // both ends are closed below
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
    }

    private static boolean isCommit(byte[] buffer, int length) {
        for (int from = 0; from + COMMIT.length <= length; from++) {
            if (Arrays.equals(buffer, from, from + COMMIT.length, COMMIT, 0, COMMIT.length)) {
                return true;
            }
        }
        return false;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // as wanted
        }
    }
}
