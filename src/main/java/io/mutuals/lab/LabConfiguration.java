package io.mutuals.lab;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Where the modules and the style sheet of the page lie; the page itself is served with its policy alone. */
@Configuration(proxyBeanMethods = false)
class LabConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/lab/*.js", "/lab/*.css").addResourceLocations("classpath:/lab/");
    }
}
