/// Any step of any network as numbers, checked; what is wrong with a training; plots.
@org.jspecify.annotations.NullMarked
module gradus.explain {
    requires transitive gradus.nn;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports gradus.explain;
    exports gradus.explain.chart;
    exports gradus.explain.derivation;
    exports gradus.explain.display;
    exports gradus.explain.doctor;
    exports gradus.explain.document;
    exports gradus.explain.maths;
    exports gradus.explain.plot;
    exports gradus.explain.render;
    exports gradus.explain.replay;
    exports gradus.explain.step;
}
