package io.mutuals.suggestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the facts of people: from memory as far as they are there, else from Neo4j. */
@Component
class PeopleFacts {

    private final PeopleInMemory memory;
    private final PeopleFactsRepository repository;

    PeopleFacts(PeopleInMemory memory, PeopleFactsRepository repository) {
        this.memory = memory;
        this.repository = repository;
    }

    /** By id; whoever is gone is absent. At most one statement, and none when all are in memory. */
    Map<Long, PersonFacts> of(Set<Long> people) {
        Map<Long, PersonFacts> facts = HashMap.newHashMap(people.size());
        Collection<Long> unknown = people;
        if (memory.isLoaded()) {
            List<Long> others = new ArrayList<>();
            for (Long person : people) {
                if (memory.get(person) instanceof PersonFacts known) {
                    facts.put(person, known);
                } else {
                    others.add(person);
                }
            }
            unknown = others;
        }
        facts.putAll(repository.of(unknown));
        return facts;
    }
}
