package io.mutuals.api;

import io.hypersistence.tsid.TSID;
import org.springframework.util.Assert;

/**
 * The kind of object that an id identifies. Each kind is declared by the feature that owns it.
 *
 * @param prefix three lower-case letters, unique among all kinds
 */
public record IdType(String prefix) {

    public IdType {
        Assert.isTrue(prefix.matches("[a-z]{3}"), "An id prefix is three lower-case letters");
    }

    /** Returns the opaque id of the object with the number {@code value}. */
    public String encode(long value) {
        return new GlobalId(this, value).toString();
    }

    /**
     * Returns the opaque id of an object that two numbers identify together. Clients may compare it and use it as a
     * cache key, but {@code Query.node} does not take it.
     */
    public String encode(long first, long second) {
        return encode(first) + TSID.from(second);
    }

    /** Returns whether a text is an id of this kind. */
    public boolean matches(String text) {
        try {
            return GlobalId.parse(text).type().equals(this);
        } catch (RequestException other) {
            return false;
        }
    }

    /**
     * Returns the number in an id that a client sent.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ID} if the text is not an id, or is an id of another kind
     */
    public long decode(String text) {
        GlobalId id = GlobalId.parse(text);
        if (!id.type().equals(this)) {
            throw new RequestException(ErrorCode.INVALID_ID, "The id \"" + text + "\" names another kind of thing.");
        }
        return id.value();
    }
}
