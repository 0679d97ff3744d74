package io.mutuals.suggestion.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Facts about users: from memory where possible, otherwise from Neo4j. */
@Component
public class PeopleFacts {

    private final PeopleInMemory memory;
    private final PeopleFactsRepository repository;

    PeopleFacts(PeopleInMemory memory, PeopleFactsRepository repository) {
        this.memory = memory;
        this.repository = repository;
    }

    /** Returns the facts that are in memory, by id, without querying Neo4j. */
    public Map<Long, PersonFacts> inMemory(Set<Long> people) {
        Map<Long, PersonFacts> facts = HashMap.newHashMap(people.size());
        if (memory.isLoaded()) {
            for (Long person : people) {
                if (memory.get(person) instanceof PersonFacts known) {
                    facts.put(person, known);
                }
            }
        }
        return facts;
    }

    /**
     * Returns the facts about these users, by id; users who do not exist are absent. At most one statement, and none if
     * all are in memory.
     */
    public Map<Long, PersonFacts> of(Set<Long> people) {
        Map<Long, PersonFacts> facts = inMemory(people);
        facts.putAll(repository.of(
                people.stream().filter(person -> !facts.containsKey(person)).toList()));
        return facts;
    }
}
