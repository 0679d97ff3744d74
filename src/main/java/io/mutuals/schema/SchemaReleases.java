package io.mutuals.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The releases of the schema, as the source tree keeps them under {@code schema/releases}: a list of them in {@code
 * releases.json}, the text of each, and the breaking changes that were {@linkplain AdmittedChange admitted}. Immutable.
 */
public final class SchemaReleases {

    private final Resource folder;
    private final List<SchemaRelease> releases;
    private final List<AdmittedChange> admitted;

    private SchemaReleases(Resource folder) {
        JsonMapper json = JsonMapper.shared();
        this.folder = folder;
        this.releases = json.readValue(text("releases.json"), new TypeReference<List<SchemaRelease>>() {});
        this.admitted = json.readValue(text("admitted.json"), new TypeReference<List<AdmittedChange>>() {});
    }

    /** Reads the lists of the class path. */
    public static SchemaReleases read() {
        return in(new ClassPathResource("schema/releases/"));
    }

    /** Reads the lists of a folder, whose path ends with a slash. */
    public static SchemaReleases in(Resource folder) {
        return new SchemaReleases(folder);
    }

    /** Returns all releases, the oldest first. */
    public List<SchemaRelease> all() {
        return Collections.unmodifiableList(releases);
    }

    /** Returns the breaking changes that were admitted, of all releases. */
    public List<AdmittedChange> admitted() {
        return Collections.unmodifiableList(admitted);
    }

    /** Returns the text of a release; null if there is no release with the tag. Reads it anew each time. */
    public @Nullable String find(String tag) {
        return releases.stream().anyMatch(release -> release.tag().equals(tag)) ? text(tag + ".graphqls") : null;
    }

    private String text(String file) {
        try {
            return folder.createRelative(file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("The release of the schema cannot be read: " + file, missing);
        }
    }
}
