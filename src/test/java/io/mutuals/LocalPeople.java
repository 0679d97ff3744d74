package io.mutuals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.mutuals.explorer.Persona;
import io.mutuals.security.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The people of the local run: those of its data folder, who sign in with their handles, and newcomers, who sign in
 * with any other name.
 *
 * @param seed the data folder
 * @param issuer the issuer of the local run's tokens
 */
record LocalPeople(Path seed, String issuer) {

    /** The users with tokens in the demo world; in another folder, its first users get them. */
    private static final List<String> CAST =
            List.of("ada", "ben", "cleo", "dario", "zoe", "otto", "kiko", "toby.o", "nova");

    private static final int OTHERS = 5;

    /** Chooses the users who get ready-made tokens; the last one is a newcomer with a subject of this start alone. */
    List<Persona> personas() {
        List<Persona> cast = new ArrayList<>();
        List<Persona> first = new ArrayList<>();
        List<Persona> staff = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = users()) {
            for (NamedCsvRecord row : csv) {
                String handle = row.getField("handle");
                if (!roles(row).isEmpty()) {
                    staff.add(persona(row));
                } else if (CAST.contains(handle)) {
                    cast.add(persona(row));
                } else if (first.size() < OTHERS) {
                    first.add(persona(row));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        List<Persona> all = new ArrayList<>(cast.isEmpty() ? first : cast);
        all.addAll(staff);
        String newcomer = UUID.randomUUID().toString();
        all.add(new Persona("newcomer", LocalTokens.issue(issuer, newcomer, List.of())));
        return all;
    }

    /** Returns the person who signs in with {@code name} at the provider of the local run. */
    OpenIdProvider.Person find(String name) {
        try (CsvReader<NamedCsvRecord> csv = users()) {
            return csv.stream()
                    .filter(row -> row.getField("handle").equals(name))
                    .findFirst()
                    .map(row -> person(subject(row), roles(row)))
                    .orElseGet(() -> person(name, List.of()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static OpenIdProvider.Person person(String subject, List<String> roles) {
        return new OpenIdProvider.Person(
                subject, Map.of("roles", roles, "email", LocalTokens.email(subject), "email_verified", true));
    }

    private Persona persona(NamedCsvRecord row) {
        return new Persona(row.getField("handle"), LocalTokens.issue(issuer, subject(row), roles(row)));
    }

    private static String subject(NamedCsvRecord row) {
        return Viewer.USER_ID.encode(Long.parseLong(row.getField("id")));
    }

    private static List<String> roles(NamedCsvRecord row) {
        String roles = row.findField("roles").orElse("");
        return roles.isEmpty() ? List.of() : List.of(roles.split(";"));
    }

    private CsvReader<NamedCsvRecord> users() throws IOException {
        return CsvReader.builder().ofNamedCsvRecord(seed.resolve("users.csv"));
    }
}
