package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.explain.maths.Term;

/// What a formula can ask about its operands.
interface Operands {
    /// Gives an operand in a formula: its name, or the formula it has itself.
    Term term(Node node, int element);

    /// Gives the value of an element.
    double value(Node node, int element);

    /// Gives a sum, in which small terms may be folded.
    Term sum(java.util.List<Term> terms);
}
