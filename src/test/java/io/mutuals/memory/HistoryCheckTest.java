package io.mutuals.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the check of a history finds, and what it lets pass. */
@SideBySide
class HistoryCheckTest {

    private final History history = new History();
    private final History.Register<String> name = new History.Register<>("name", "first");
    private final History.Register<String> other = new History.Register<>("other", "first");

    @Test
    void aReadDuringAWriteMaySeeEitherValue() {
        write(name, "second", 100, 200);
        read(name, "first", 50, 90);
        read(name, "first", 150, 160);
        read(name, "second", 165, 190);
        read(name, "second", 300, 310);
        assertThat(history.unexplained()).isEmpty();
    }

    @Test
    void anAcknowledgedWriteMustBeSeen() {
        write(name, "second", 100, 200);
        read(name, "first", 201, 210);
        assertThat(history.unexplained()).singleElement().asString().contains("a name", "1: second");
    }

    @Test
    void aWriteThatBeganAfterTheReadMustNotBeSeen() {
        write(name, "second", 100, 200);
        read(name, "second", 10, 99);
        assertThat(history.unexplained()).hasSize(1);
    }

    @Test
    void aReadMustNotSeeLessThanAReadBeforeIt() {
        write(name, "second", 100, 200);
        read(name, "second", 110, 120);
        read(name, "first", 115, 130);
        assertThat(history.unexplained()).as("reads at the same time").isEmpty();
        read(name, "first", 121, 150);
        assertThat(history.unexplained()).hasSize(1);
    }

    @Test
    void equalValuesOfDifferentWritesAreToldApartByTime() {
        write(name, "second", 100, 200);
        write(name, "first", 300, 400);
        read(name, "first", 50, 90);
        read(name, "second", 310, 320);
        read(name, "first", 330, 340);
        assertThat(history.unexplained()).isEmpty();
        read(name, "first", 210, 290);
        assertThat(history.unexplained())
                .as("the first value had been replaced")
                .hasSize(1);
        read(name, "second", 350, 360);
        assertThat(history.unexplained()).as("the last value had been seen").hasSize(2);
    }

    @Test
    void aLostWriteMayBeSeenOrNotUntilALaterOneIsAcknowledged() {
        name.write("lost", 100);
        read(name, "first", 500, 510);
        read(name, "lost", 600, 610);
        write(name, "third", 700, 800);
        read(name, "lost", 710, 720);
        assertThat(history.unexplained()).isEmpty();
        read(name, "first", 620, 630);
        assertThat(history.unexplained()).as("it had taken effect").hasSize(1);
        read(name, "lost", 801, 810);
        assertThat(history.unexplained()).hasSize(2);
    }

    @Test
    void aFieldOfTwoFactsNeedsTheirValuesAtOneMoment() {
        write(name, "second", 100, 110);
        write(other, "second", 200, 210);
        read("second first", 90, 300);
        read("second second", 90, 300);
        assertThat(history.unexplained()).isEmpty();
        read("first second", 90, 300);
        assertThat(history.unexplained()).singleElement().asString().contains("name", "other");
    }

    @Test
    void aReadOfTwoFactsBindsLaterReadsOfEach() {
        write(name, "second", 100, 900);
        write(other, "second", 100, 900);
        read("second first", 200, 210);
        read(other, "first", 300, 310);
        read(name, "second", 300, 310);
        assertThat(history.unexplained()).isEmpty();
        read(name, "first", 400, 410);
        assertThat(history.unexplained()).hasSize(1);
    }

    @Test
    void aReadThatTwoMomentsExplainBindsLaterReadsToTheEarlier() {
        write(name, "second", 100, 900);
        history.read("any name", 200, 210, name, value -> true);
        read(name, "first", 300, 310);
        assertThat(history.unexplained()).isEmpty();
    }

    @Test
    void aRefusedWriteMustNotBeSeen() {
        name.write("refused", 100);
        name.retract();
        read(name, "first", 110, 120);
        assertThat(history.unexplained()).isEmpty();
        read(name, "refused", 110, 120);
        assertThat(history.unexplained()).hasSize(1);
    }

    private void write(History.Register<String> register, String value, long began, long ended) {
        register.write(value, began);
        register.acknowledged(ended);
    }

    private void read(History.Register<String> register, String value, long began, long ended) {
        history.read("a name", began, ended, register, value::equals);
    }

    private void read(String both, long began, long ended) {
        history.read(
                "both",
                began,
                ended,
                List.of(name, other),
                values -> both.equals(values.getFirst() + " " + values.getLast()));
    }
}
