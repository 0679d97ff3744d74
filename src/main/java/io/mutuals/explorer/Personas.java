package io.mutuals.explorer;

import java.util.List;

/** Whom the page offers to sign in as. In production nobody: people bring their own token. */
@FunctionalInterface
public interface Personas {

    /** The first one is signed in when the page opens. */
    List<Persona> all();
}
