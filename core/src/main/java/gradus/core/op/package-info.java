/// The closed vocabulary of operations. An operation is a value: its attributes and how its result's type follows from
/// its inputs'.
///
/// What an operation does, its gradient and its cost are switches elsewhere, without a default: a new operation
/// does not compile until each of them has its case.
package gradus.core.op;
