package io.mutuals.security;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.stereotype.Component;

/** Resolves controller parameters of type {@link Viewer}. Without a viewer the field is refused. */
@Component
class ViewerArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        Viewer viewer = environment.getGraphQlContext().get(Viewer.class);
        if (viewer == null) {
            throw new RequestException(ErrorCode.UNAUTHENTICATED, "Please sign in: this field needs a viewer.");
        }
        return viewer;
    }
}
