package gradus.cli.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The words that may stand at a key, read from the type of its component in [TrainConfig], so that they cannot differ
/// from what is understood.
final class SettingValues {
    private SettingValues() {}

    /// Gives the words of a key, or those of the values of pairs; empty where any text or number may stand.
    static List<String> of(Setting setting) {
        Type type = TrainConfig.class;
        for (String name : setting.path().split("\\.")) {
            type = component((Class<?>) type, name).getGenericType();
        }
        return words(type);
    }

    private static RecordComponent component(Class<?> record, String name) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The last argument of a generic type is what it holds: of an optional, a list, and of a map its values.
    private static List<String> words(Type type) {
        return switch (type) {
            case ParameterizedType generic ->
                words(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]);
            case Class<?> raw
            when raw.isEnum() ->
                Arrays.stream(raw.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .toList();
            default -> List.of();
        };
    }
}
