package io.mutuals.contact;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import org.springframework.stereotype.Component;

/** The members whom users have in their address books, in memory. Thread-safe. */
@Component
public class ContactsInMemory {

    /** The kind of these facts in the change log. */
    public static final String KIND = "contacts";

    private final Entries<IdSet> contacts;

    ContactsInMemory(Loaders loaders, ContactRepository repository) {
        this.contacts = loaders.entries(KIND, IdSet::weight, repository::known);
    }

    /** Returns the fact that changes with the stored address book of a user. */
    static Fact of(long user) {
        return new Fact(KIND, user);
    }

    /**
     * Returns whether each of two users has the other in their address book; false if the lookup lacks an entry.
     */
    public boolean match(UserId one, UserId other, Lookup lookup) {
        IdSet known = lookup.find(contacts, one.value());
        IdSet knownToOther = lookup.find(contacts, other.value());
        return known != null
                && knownToOther != null
                && known.contains(other.value())
                && knownToOther.contains(one.value());
    }
}
