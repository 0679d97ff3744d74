package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.neo4j.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.Plan;

/** Checks that the cost of a message depends neither on its conversation's length nor on other conversations. */
@MutualsTest
class SendingPlanTest {

    private final Driver driver;
    private final World world;

    SendingPlanTest(Driver driver, World world) {
        this.driver = driver;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.direct(1, "ada", "ben").says(1, "ada", "hello");
    }

    static Stream<Statement> statements() {
        return Stream.of(ChangedConversations.SAVE, ChangedConversations.SAVE_AND_APPEND);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void sendingSeeksTheSharesThatAwaitAReplyInItsConversation(Statement statement) {
        try (var session = driver.session()) {
            Plan plan = session.run("CYPHER replan=force EXPLAIN " + statement.text())
                    .consume()
                    .plan();
            assertThat(operators(plan))
                    .noneMatch(operator -> operator.matches("\\w*Scan.*"))
                    .filteredOn(operator -> operator.contains("share:Message("))
                    .singleElement()
                    .asString()
                    .startsWith("NodeIndexSeek")
                    .contains("share:Message(conversationId, awaitsReplyUntil)");
        }
    }

    private static Stream<String> operators(Plan plan) {
        return Stream.concat(
                Stream.of(plan.operatorType() + " " + plan.arguments().get("Details")),
                plan.children().stream().flatMap(child -> operators((Plan) child)));
    }
}
