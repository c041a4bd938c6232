package gradus.testkit;

import gradus.core.op.Reduction;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorFolds.Keep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads expressions such as `softmax(a@b,axis=1)@b`: `@` is the matrix product; `*`, `/` and `@` bind equally,
/// from left to right, `^` more tightly. What follows the expression is a remark.
final class Expression {
    private record Arguments(List<Tensor> operands, Map<String, String> options) {}

    private final String text;
    private final Map<String, Tensor> symbols;
    private int at;

    private Expression(String text, Map<String, Tensor> symbols) {
        this.text = text;
        this.symbols = symbols;
    }

    static Tensor evaluate(String text, Map<String, Tensor> symbols) {
        String expression = text.replaceFirst("(,? exact| with ).*", "");
        Expression reader = new Expression(expression.replace(" ", ""), symbols);
        Tensor value = reader.product();
        if (reader.at != reader.text.length()) {
            throw new IllegalArgumentException("expression: cannot read “" + text + "” at " + reader.at);
        }
        return value;
    }

    private Tensor product() {
        Tensor value = power();
        while (at < text.length() && "@*/".indexOf(text.charAt(at)) >= 0) {
            char sign = text.charAt(at++);
            Tensor other = power();
            value = sign == '@' ? value.matmul(other) : sign == '*' ? value.multiply(other) : value.divide(other);
        }
        return value;
    }

    private Tensor power() {
        Tensor base = atom();
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
            if (Character.isDigit(text.charAt(at))) {
                return base.power(Double.parseDouble(word()));
            }
            return base.power(atom());
        }
        return base;
    }

    private Tensor atom() {
        if (text.charAt(at) == '(') {
            at++;
            Tensor inner = product();
            at++;
            return inner;
        }
        String name = word();
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            return call(name, arguments());
        }
        return symbols.get(name);
    }

    private String word() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(start, at);
    }

    private Arguments arguments() {
        List<Tensor> operands = new ArrayList<>(List.of(product()));
        Map<String, String> options = new LinkedHashMap<>();
        while (text.charAt(at) == ',') {
            at++;
            String option = word();
            boolean valued = text.charAt(at) == '=';
            at += valued ? 1 : 0;
            options.put(option, valued ? word() : "");
        }
        at++;
        return new Arguments(operands, options);
    }

    private Tensor call(String name, Arguments arguments) {
        Tensor x = arguments.operands().getFirst();
        Map<String, String> options = arguments.options();
        int[] axes = options.containsKey("axis") ? new int[] {Integer.parseInt(options.get("axis"))} : new int[0];
        Keep keep = options.containsKey("keepdims") ? Keep.KEEP_AXES : Keep.DROP_AXES;
        return switch (name) {
            case "log1p" -> x.log1p();
            case "exp" -> x.exp();
            case "sqrt" -> x.sqrt();
            case "abs" -> x.abs();
            case "gelu" -> x.gelu();
            case "softmax" -> x.softmax(axes[0]);
            case "log_softmax" -> x.logSoftmax(axes[0]);
            case "max" -> x.fold(Reduction.ReduceFn.MAX, keep, axes);
            case "min" -> x.fold(Reduction.ReduceFn.MIN, keep, axes);
            case "sum" -> x.fold(Reduction.ReduceFn.SUM, keep, axes);
            case "mean" -> x.mean(keep, axes);
            case "transpose" -> x.transpose();
            case "gather" -> x.gatherAlong(symbols.get(arguments.options().get("index")), axes[0]);
            default -> throw new IllegalArgumentException("expression: no function " + name);
        };
    }
}
