package io.mutuals.lab;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the scripts and style sheet of the lab. The page itself is served only by {@link LabController}, with its
 * content security policy.
 */
@Configuration(proxyBeanMethods = false)
class LabConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/lab/*.js", "/lab/*.css").addResourceLocations("classpath:/lab/");
    }
}
