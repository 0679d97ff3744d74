package io.mutuals.explorer;

import java.util.List;

/** Users that GraphiQL offers to sign in as. There are none in production, where users supply their own token. */
@FunctionalInterface
public interface Personas {

    /** Returns the users in order of display; the first is signed in when the page opens. */
    List<Persona> all();
}
