package io.mutuals.security;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.stereotype.Component;

/**
 * Resolves controller parameters of the types {@link Viewer} and {@link SignIn}. A field that needs a viewer is refused
 * to those who have no account.
 */
@Component
class ViewerArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class || parameter.getParameterType() == SignIn.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        GraphQLContext context = environment.getGraphQlContext();
        Object known = context.get(parameter.getParameterType());
        if (known == null) {
            throw context.hasKey(SignIn.class)
                    ? RequestException.accountRequired()
                    : new RequestException(ErrorCode.UNAUTHENTICATED, "Please sign in: this field needs a viewer.");
        }
        return known;
    }
}
