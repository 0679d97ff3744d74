package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.realtime.SocketSlots.Limit;
import io.mutuals.realtime.SocketSlots.Refused;
import io.mutuals.realtime.SocketSlots.Slot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * Limits of four WebSockets for a replica and three for an address; of three without a viewer, and two for an address.
 */
@SideBySide
class SocketSlotsTest {

    private final AtomicLong now = new AtomicLong();
    private final SocketSlots slots = new SocketSlots(properties(4, 3, 3, 2), now::get);

    @Test
    void aSocketBeyondALimitIsRefusedWithItsNameUntilAnotherCloses() {
        Slot first = open("10.0.0.1");
        Slot second = open("10.0.0.1");
        assertThat(slots.take("10.0.0.1")).isEqualTo(new Refused(Limit.UNINITIALISED_PER_ADDRESS, 2));
        first.initialised();
        second.initialised();
        open("10.0.0.1").initialised();
        assertThat(slots.take("10.0.0.1")).isEqualTo(new Refused(Limit.SOCKETS_PER_ADDRESS, 3));
        open("10.0.0.2");
        assertThat(slots.take("10.0.0.3")).isEqualTo(new Refused(Limit.SOCKETS, 4));
        first.close();
        first.close();
        assertThat(slots.taken()).isEqualTo(3);
        open("10.0.0.3");
    }

    @Test
    void socketsWithoutAViewerAreCountedTogetherForAllAddresses() {
        Slot one = open("10.0.0.1");
        open("10.0.0.2");
        open("10.0.0.3");
        assertThat(slots.take("10.0.0.4")).isEqualTo(new Refused(Limit.UNINITIALISED, 3));
        one.initialised();
        one.initialised();
        assertThat(slots.uninitialised()).isEqualTo(2);
        open("10.0.0.4");
    }

    @Test
    void aHandshakeThatNeverBecameASocketExpires() {
        Slot lost = (Slot) slots.take("10.0.0.1");
        open("10.0.0.1");
        now.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(slots.take("10.0.0.1")).isInstanceOf(Refused.class);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        open("10.0.0.1");
        assertThat(lost.open()).as("its slot was given away").isFalse();
        lost.close();
        assertThat(slots.taken()).isEqualTo(2);
    }

    @Test
    void anIpv6NetworkOf64BitsCountsAsOneAddress() {
        open("2001:db8:1:2::1");
        open("2001:db8:1:2:ffff::2");
        assertThat(slots.take("2001:0db8:0001:0002:0:0:0:3"))
                .isEqualTo(new Refused(Limit.UNINITIALISED_PER_ADDRESS, 2));
        open("2001:db8:1:3::1");
    }

    @Test
    void nothingIsLeftOfClosedSockets() {
        for (int round = 0; round < 100; round++) {
            List<Slot> all = List.of(open("10.0.0.1"), open("10.0.0.2"));
            all.getFirst().initialised();
            all.forEach(Slot::close);
        }
        assertThat(slots.taken()).isZero();
        assertThat(slots.uninitialised()).isZero();
    }

    private Slot open(String address) {
        Slot slot = (Slot) slots.take(address);
        assertThat(slot.open()).isTrue();
        return slot;
    }

    private static RealtimeProperties properties(int sockets, int address, int uninitialised, int silentAddress) {
        Duration some = Duration.ofSeconds(1);
        DataSize size = DataSize.ofKilobytes(64);
        return new RealtimeProperties(
                some, some, some, size, sockets, address, uninitialised, silentAddress, 20, 8, 20, 16, size);
    }
}
