package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.explain.maths.Function;
import gradus.explain.maths.Term;
import java.util.List;

/// What a formula can ask about its operands.
interface Operands {
    /// Gives an operand in a formula: its name, or the formula it has itself.
    Term term(Node node, int element);

    /// Gives the value of an element.
    double value(Node node, int element);

    /// Gives the largest or the smallest of terms, of which those far from it may be folded.
    Term extreme(Function function, List<Term> terms);

    /// Gives a sum, in which small terms may be folded.
    Term sum(List<Term> terms);
}
