package gradus.house;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What one module shows to its users, as stable text: its descriptor, then every public type of an exported package
/// with its public members.
record PublicSurface(ModuleReference module) {
    static PublicSurface of(String module) {
        var folders = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toArray(Path[]::new);
        for (var folder : folders) {
            if (folder.startsWith(Repository.root())) {
                var found = ModuleFinder.of(folder).find(module);
                if (found.isPresent()) {
                    return new PublicSurface(found.get());
                }
            }
        }
        throw new IllegalStateException(module + ": the module must lie on the class path of this test");
    }

    String text() {
        var lines = new ArrayList<String>();
        var descriptor = module.descriptor();
        lines.add("module " + descriptor.name());
        sorted(descriptor.requires().stream().map(PublicSurface::requires)).forEach(lines::add);
        sorted(descriptor.exports().stream().map(e -> "  exports " + e.source() + targets(e)))
                .forEach(lines::add);
        sorted(descriptor.uses().stream().map(u -> "  uses " + u)).forEach(lines::add);
        sorted(descriptor.provides().stream().map(p -> "  provides " + p.service() + " with " + p.providers()))
                .forEach(lines::add);
        publicTypes().forEach(type -> lines.addAll(type(type)));
        return String.join("\n", lines) + "\n";
    }

    private static String requires(ModuleDescriptor.Requires requires) {
        var modifiers = requires.modifiers().stream()
                .map(m -> m.toString().toLowerCase(Locale.ROOT))
                .filter(m -> !m.equals("mandated"))
                .sorted()
                .map(m -> m + " ")
                .collect(joining());
        return "  requires " + modifiers + requires.name();
    }

    private static String targets(ModuleDescriptor.Exports exports) {
        return exports.isQualified() ? " to " + String.join(", ", new TreeSet<>(exports.targets())) : "";
    }

    private Stream<Class<?>> publicTypes() {
        try (var reader = module.open();
                var names = reader.list()) {
            var exported = module.descriptor().exports().stream()
                    .filter(e -> !e.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .toList();
            List<Class<?>> types = new ArrayList<>();
            for (String name : names.filter(n -> n.endsWith(".class")).sorted().toList()) {
                String type = name.substring(0, name.length() - 6).replace('/', '.');
                int dot = type.lastIndexOf('.');
                if (dot > 0 && exported.contains(type.substring(0, dot)) && !type.endsWith("package-info")) {
                    var loaded = Class.forName(type, false, PublicSurface.class.getClassLoader());
                    if (isShown(loaded)) {
                        types.add(loaded);
                    }
                }
            }
            return types.stream().sorted(Comparator.comparing(Class::getName));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isShown(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !type.isAnonymousClass()
                && (type.getDeclaringClass() == null || isShown(type.getDeclaringClass()));
    }

    private static List<String> type(Class<?> type) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(header(type));
        sorted(Arrays.stream(type.getDeclaredFields())
                        .filter(f -> Modifier.isPublic(f.getModifiers()) && !f.isSynthetic())
                        .map(PublicSurface::field))
                .forEach(lines::add);
        sorted(Arrays.stream(type.getDeclaredConstructors())
                        .filter(PublicSurface::isWritten)
                        .map(PublicSurface::constructor))
                .forEach(lines::add);
        sorted(Arrays.stream(type.getDeclaredMethods())
                        .filter(PublicSurface::isWritten)
                        .map(PublicSurface::method))
                .forEach(lines::add);
        return lines;
    }

    private static boolean isWritten(Executable member) {
        return Modifier.isPublic(member.getModifiers()) && !member.isSynthetic();
    }

    private static String header(Class<?> type) {
        String kind = type.isAnnotation() ? "@interface" : type.isInterface() ? "interface" : "class";
        if (type.isEnum()) {
            kind = "enum";
        } else if (type.isRecord()) {
            kind = "record";
        }
        String sealed = type.isSealed() && !type.isEnum() ? "sealed " : "";
        String above = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .map(PublicSurface::name)
                .filter(n -> !n.equals("Object") && !n.equals("Record") && !n.startsWith("Enum<"))
                .collect(joining(", "));
        return sealed + kind + " " + type.getName() + components(type) + (above.isEmpty() ? "" : " : " + above);
    }

    private static String components(Class<?> type) {
        return !type.isRecord()
                ? ""
                : Arrays.stream(type.getRecordComponents())
                        .map((RecordComponent c) -> name(c.getGenericType()) + " " + c.getName())
                        .collect(joining(", ", "(", ")"));
    }

    private static String field(Field field) {
        return field.isEnumConstant()
                ? "  " + field.getName()
                : "  " + modifier(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return "  new(" + parameters(constructor) + ")";
    }

    private static String method(Method method) {
        return "  " + modifier(method.getModifiers()) + name(method.getGenericReturnType()) + " " + method.getName()
                + "(" + parameters(method) + ")";
    }

    private static String modifier(int modifiers) {
        return Modifier.isStatic(modifiers) ? "static " : "";
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getParameters())
                .map((Parameter p) -> name(p.getParameterizedType()) + (p.isVarArgs() ? " …" : ""))
                .collect(joining(", "));
    }

    private static String name(Type type) {
        return type.getTypeName().replaceAll("\\b[a-z][a-z0-9]*(\\.[a-z][a-z0-9_]*)*\\.(?=[A-Z])", "");
    }

    private static Stream<String> sorted(Stream<String> lines) {
        return lines.sorted();
    }
}
