package io.mutuals.platform;

/** The kinds of things that the platform names by keys. */
enum KeyKind {
    USER("User"),
    VIDEO("Video");

    private final String label;

    KeyKind(String label) {
        this.label = label;
    }

    /** Returns the label of the nodes that keys of this kind name. */
    String label() {
        return label;
    }
}
