package gradus.explain.maths;

import gradus.core.op.CompareFn;
import java.util.List;
import java.util.Optional;

/// A formula of one number: a tree that can be written with symbols, written with numbers put in, and computed
/// ([Evaluation]).
public sealed interface Term {
    /// A number that has a name.
    ///
    /// @param symbol its name
    /// @param value its value
    /// @param line the id of the line that says where it comes from, if one does
    record Quantity(Symbol symbol, double value, Optional<String> line) implements Term {}

    /// A number without a name, such as the 2 in `2x`.
    ///
    /// @param value its value
    record Fixed(double value) implements Term {}

    /// A sum, of which small terms can be folded.
    ///
    /// @param terms the terms that are shown, the largest first where others are folded
    /// @param rest what was folded
    record Sum(List<Term> terms, Optional<Rest> rest) implements Term {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /// The terms of a sum that are not shown one by one.
    ///
    /// @param count how many they are
    /// @param total what they add up to
    record Rest(int count, double total) {}

    /// A product.
    ///
    /// @param factors the factors
    record Product(List<Term> factors) implements Term {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /// A quotient.
    ///
    /// @param dividend what is divided
    /// @param divisor by what
    record Quotient(Term dividend, Term divisor) implements Term {}

    /// A power.
    ///
    /// @param base what is raised
    /// @param exponent to what
    record Power(Term base, Term exponent) implements Term {}

    /// The opposite number.
    ///
    /// @param term the number
    record Negative(Term term) implements Term {}

    /// A function of other terms.
    ///
    /// @param function the function
    /// @param arguments its arguments; one, but for maximum and minimum
    record Apply(Function function, List<Term> arguments) implements Term {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /// One of two terms.
    ///
    /// @param condition what decides
    /// @param then the term if it holds
    /// @param otherwise the term if not
    record Choice(Condition condition, Term then, Term otherwise) implements Term {}

    /// A comparison; 1 where it holds, else 0.
    ///
    /// @param left the left side
    /// @param comparison what must hold between them
    /// @param right the right side
    record Condition(Term left, CompareFn comparison, Term right) implements Term {}

    /// Gives a named number that no line explains.
    static Term quantity(Symbol symbol, double value) {
        return new Quantity(symbol, value, Optional.empty());
    }

    /// Gives a number.
    static Term number(double value) {
        return new Fixed(value);
    }

    /// Gives a sum of all its terms.
    static Term sum(List<Term> terms) {
        return terms.size() == 1 ? terms.getFirst() : new Sum(terms, Optional.empty());
    }

    /// Gives a product.
    static Term product(Term... factors) {
        return new Product(List.of(factors));
    }

    /// Gives a function of terms.
    static Term apply(Function function, Term... arguments) {
        return new Apply(function, List.of(arguments));
    }
}
