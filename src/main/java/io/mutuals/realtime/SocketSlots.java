package io.mutuals.realtime;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Admits WebSockets up to the limits of this replica, of an address, and of those without a signed-in viewer. A slot is
 * taken before the handshake, so a refused socket costs no buffer. An IPv6 address counts as its network of 64 bits,
 * which belongs to one subscriber. Thread-safe; each call takes constant time.
 */
final class SocketSlots {

    private static final int NETWORK_BYTES = 8;

    /** The time after which an admitted handshake that has not become a socket counts as failed. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final RealtimeProperties properties;
    private final LongSupplier nanos;
    private final Map<String, Count> addresses = new HashMap<>();
    private final Set<Slot> handshakes = new LinkedHashSet<>();
    private int sockets;
    private int uninitialised;

    /** @param nanos a clock such as {@link System#nanoTime} */
    SocketSlots(RealtimeProperties properties, LongSupplier nanos) {
        this.properties = properties;
        this.nanos = nanos;
    }

    /** Takes a slot for a socket from {@code address}, or returns the first limit that is reached. */
    synchronized Admission take(String address) {
        String network = network(address);
        Limit reached = reached(network);
        if (reached != null) {
            forgetFailedHandshakes();
            reached = reached(network);
        }
        if (reached != null) {
            return new Refused(reached, max(reached));
        }
        Slot slot = new Slot(network, nanos.getAsLong());
        sockets++;
        uninitialised++;
        Count count = addresses.computeIfAbsent(network, first -> new Count());
        count.sockets++;
        count.uninitialised++;
        handshakes.add(slot);
        return slot;
    }

    /** Returns the number of slots that are taken. */
    synchronized int taken() {
        return sockets;
    }

    /** Returns the number of those without a signed-in viewer. */
    synchronized int uninitialised() {
        return uninitialised;
    }

    private @Nullable Limit reached(String network) {
        Count count = addresses.getOrDefault(network, new Count());
        if (sockets >= properties.maxSockets()) {
            return Limit.SOCKETS;
        }
        if (count.sockets >= properties.maxSocketsPerAddress()) {
            return Limit.SOCKETS_PER_ADDRESS;
        }
        if (uninitialised >= properties.maxUninitialised()) {
            return Limit.UNINITIALISED;
        }
        return count.uninitialised >= properties.maxUninitialisedPerAddress() ? Limit.UNINITIALISED_PER_ADDRESS : null;
    }

    private int max(Limit limit) {
        return switch (limit) {
            case SOCKETS -> properties.maxSockets();
            case SOCKETS_PER_ADDRESS -> properties.maxSocketsPerAddress();
            case UNINITIALISED -> properties.maxUninitialised();
            case UNINITIALISED_PER_ADDRESS -> properties.maxUninitialisedPerAddress();
        };
    }

    private void forgetFailedHandshakes() {
        long now = nanos.getAsLong();
        for (Iterator<Slot> oldest = handshakes.iterator(); oldest.hasNext(); ) {
            Slot slot = oldest.next();
            if (now - slot.taken < HANDSHAKE.toNanos()) {
                return;
            }
            oldest.remove();
            release(slot);
        }
    }

    private void release(Slot slot) {
        if (slot.free) {
            return;
        }
        slot.free = true;
        sockets--;
        Count count = addresses.get(slot.network);
        if (count != null && --count.sockets == 0) {
            addresses.remove(slot.network);
        }
        if (!slot.initialised) {
            uninitialised--;
            if (count != null) {
                count.uninitialised--;
            }
        }
    }

    /** Returns the address, or the network, that is counted. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A literal with a colon is never looked up.
            InetAddress parsed = InetAddress.getByName(address);
            if (parsed instanceof Inet6Address) {
                byte[] bytes = parsed.getAddress();
                java.util.Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            return parsed.getHostAddress();
        } catch (UnknownHostException invalid) {
            return address;
        }
    }

    /** The limits, each with the name that clients see. */
    enum Limit {
        SOCKETS("sockets"),
        SOCKETS_PER_ADDRESS("socketsPerAddress"),
        UNINITIALISED("uninitialised"),
        UNINITIALISED_PER_ADDRESS("uninitialisedPerAddress");

        private final String text;

        Limit(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** Returns whether the client's own address has reached it, rather than all clients together. */
        boolean isOfAddress() {
            return this == SOCKETS_PER_ADDRESS || this == UNINITIALISED_PER_ADDRESS;
        }
    }

    /** The decision about a socket. */
    sealed interface Admission permits Slot, Refused {}

    /** The socket is refused: the {@code limit} of {@code max} is reached. */
    record Refused(Limit limit, int max) implements Admission {}

    /** The socket is admitted; {@link #close} frees its slot. */
    final class Slot implements Admission, AutoCloseable {

        private final String network;
        private final long taken;
        private boolean initialised;
        private boolean free;

        private Slot(String network, long taken) {
            this.network = network;
            this.taken = taken;
        }

        /** Marks the handshake as complete. Returns false if it took so long that the slot was given away. */
        boolean open() {
            synchronized (SocketSlots.this) {
                handshakes.remove(this);
                return !free;
            }
        }

        /** Marks that a viewer has signed in. */
        void initialised() {
            synchronized (SocketSlots.this) {
                if (!free && !initialised) {
                    initialised = true;
                    uninitialised--;
                    Count count = addresses.get(network);
                    if (count != null) {
                        count.uninitialised--;
                    }
                }
            }
        }

        /** Frees the slot. Further calls have no effect. */
        @Override
        public void close() {
            synchronized (SocketSlots.this) {
                handshakes.remove(this);
                release(this);
            }
        }
    }

    private static final class Count {
        private int sockets;
        private int uninitialised;
    }
}
