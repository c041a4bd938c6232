package gradus.onednn;

/// What an operand is to a primitive.
enum Role {
    SOURCE(1, 129),
    SOURCE_GRADIENT(129, 130),
    WEIGHTS(33, 131),
    WEIGHTS_GRADIENT(161, 132),
    RESULT(17, 133),
    RESULT_GRADIENT(145, 134),
    SCRATCHPAD(80, 136);

    /// Its number among the arguments of a primitive (`DNNL_ARG_…`).
    final int argument;
    /// The number of the question for its layout (`dnnl_query_…_md`).
    final int query;

    Role(int argument, int query) {
        this.argument = argument;
        this.query = query;
    }
}
