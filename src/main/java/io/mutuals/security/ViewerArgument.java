package io.mutuals.security;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.stereotype.Component;

/**
 * Resolves controller parameters of the types {@link Viewer}, {@link AccountHolder} and {@link SignIn}. A field that
 * needs a viewer is refused to those who have no account, or have deactivated it.
 */
@Component
class ViewerArgument implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES = Set.of(Viewer.class, AccountHolder.class, SignIn.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        GraphQLContext context = environment.getGraphQlContext();
        Class<?> wanted = parameter.getParameterType();
        Object known = context.get(wanted);
        if (known == null && wanted == AccountHolder.class && context.get(Viewer.class) instanceof Viewer viewer) {
            return new AccountHolder(viewer, false);
        }
        if (known == null) {
            throw refusal(context);
        }
        return known;
    }

    private static RequestException refusal(GraphQLContext context) {
        if (context.hasKey(AccountHolder.class)) {
            return RequestException.accountDeactivated();
        }
        return context.hasKey(SignIn.class)
                ? RequestException.accountRequired()
                : new RequestException(ErrorCode.UNAUTHENTICATED, "Please sign in: this field needs a viewer.");
    }
}
