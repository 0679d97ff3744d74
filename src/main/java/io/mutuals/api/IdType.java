package io.mutuals.api;

import io.hypersistence.tsid.TSID;
import org.springframework.util.Assert;

/**
 * The kind of thing that an id names; each kind is declared by the feature that owns it.
 *
 * @param prefix three lower-case letters, unique among all kinds
 */
public record IdType(String prefix) {

    public IdType {
        Assert.isTrue(prefix.matches("[a-z]{3}"), "An id prefix is three lower-case letters");
    }

    /** The opaque id under which clients know the thing of this kind with the number {@code value}. */
    public String encode(long value) {
        return new GlobalId(this, value).toString();
    }

    /**
     * The opaque id under which clients know a thing that two numbers name together. It is good for comparing and as the key of a cache;
     * {@code node} takes the ids of single numbers alone.
     */
    public String encode(long first, long second) {
        return encode(first) + TSID.from(second);
    }

    /**
     * The number behind a client's id of this kind.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ID} when the text is not an id, or is an id of another kind
     */
    public long decode(String text) {
        GlobalId id = GlobalId.parse(text);
        if (!id.type().equals(this)) {
            throw new RequestException(ErrorCode.INVALID_ID, "The id \"" + text + "\" names another kind of thing.");
        }
        return id.value();
    }
}
