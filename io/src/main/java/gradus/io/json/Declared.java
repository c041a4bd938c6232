package gradus.io.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A type as a record declares it, with its type variables filled in.
///
/// @param raw the class
/// @param arguments what stands between the angle brackets
record Declared(Class<?> raw, List<Declared> arguments) {
    static Declared of(Class<?> raw) {
        return new Declared(raw, List.of());
    }

    /// Gives the declared type of a component of a record of this type.
    Declared component(Type type) {
        Map<TypeVariable<?>, Declared> bindings = new HashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < Math.min(variables.length, arguments.size()); i++) {
            bindings.put(variables[i], arguments.get(i));
        }
        return resolve(type, bindings);
    }

    /// Gives the argument at a place, or `Object` where the type is raw.
    Declared argument(int index) {
        return index < arguments.size() ? arguments.get(index) : of(Object.class);
    }

    private static Declared resolve(Type type, Map<TypeVariable<?>, Declared> bindings) {
        return switch (type) {
            case Class<?> raw -> of(raw);
            case ParameterizedType generic -> {
                List<Declared> arguments = new ArrayList<>();
                for (Type argument : generic.getActualTypeArguments()) {
                    arguments.add(resolve(argument, bindings));
                }
                yield new Declared((Class<?>) generic.getRawType(), arguments);
            }
            case TypeVariable<?> variable -> {
                Declared bound = bindings.get(variable);
                yield bound != null ? bound : of(erased(variable.getBounds()[0]));
            }
            case WildcardType wildcard -> resolve(wildcard.getUpperBounds()[0], bindings);
            case GenericArrayType array ->
                of(resolve(array.getGenericComponentType(), bindings).raw().arrayType());
            default -> of(Object.class);
        };
    }

    private static Class<?> erased(Type bound) {
        return switch (bound) {
            case Class<?> raw -> raw;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }
}
