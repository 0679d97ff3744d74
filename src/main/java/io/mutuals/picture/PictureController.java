package io.mutuals.picture;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the addresses of pictures. */
@Controller
class PictureController {

    @SchemaMapping(typeName = "Picture", field = "url")
    String url(Picture picture, @Argument int size) {
        return picture.url(size);
    }
}
