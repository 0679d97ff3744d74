package io.mutuals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no command has to be run for. */
@SideBySide
class CommandsTest {

    private final CommandRun run = new CommandRun();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version", "-V", "import", "nonsense"})
    void helpVersionAndCommandsDoNotStartTheServer(String argument) {
        assertThat(Commands.isNamedIn(new String[] {argument})).isTrue();
    }

    @Test
    void settingsAloneStartTheServer() {
        assertThat(Commands.isNamedIn(new String[] {})).isFalse();
        assertThat(Commands.isNamedIn(new String[] {"--server.port=8080"})).isFalse();
    }

    @Test
    void theVersionIsPrinted() {
        run.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Mutuals ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 14", "200, 0", "200, 91"})
    void aSimulationOfTooFewPeopleOrTooManyDaysIsAWrongCall(int people, int days) {
        run.of("simulate", "--experiment", "any", "--people", people, "--days", days);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Name at least 2 people, and 1 to 90 days.")
                .doesNotContain("Exception");
    }

    @Test
    void aSettingOfTheOperatorReplacesThePresetOfTheSimulation() {
        List<String> settings = List.of("--mutuals.suggestion.warm-every=30s", "--mutuals.experiment.writeEvery=1s");
        assertThat(SimulateCommand.withPresets(settings))
                .endsWith(settings.toArray(String[]::new))
                .contains("--mutuals.suggestion.graph.enabled=true")
                .doesNotContain("--mutuals.suggestion.warm-every=1h", "--mutuals.experiment.write-every=1h");
        assertThat(SimulateCommand.withPresets(List.of()))
                .contains("--mutuals.suggestion.warm-every=1h", "--mutuals.experiment.write-every=1h");
    }
}
