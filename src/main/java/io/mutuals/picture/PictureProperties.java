package io.mutuals.picture;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of pictures.
 *
 * @param hosts the hosts at which pictures of users may lie; empty for all. A host of a user's own learns the addresses
 *     of the machines that show the picture
 */
@Validated
@ConfigurationProperties("mutuals.picture")
public record PictureProperties(@DefaultValue List<String> hosts) {

    public PictureProperties {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }
}
