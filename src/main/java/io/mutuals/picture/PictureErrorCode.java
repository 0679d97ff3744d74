package io.mutuals.picture;

/** The reasons why a picture is refused. The enums of the mutations that take pictures have them too. */
public enum PictureErrorCode {
    INVALID_PICTURE_URL,
    INVALID_BLURHASH,
    ALT_TOO_LONG
}
