/// The explanation document: phases, sections and lines. It is made by `gradus.explain.step` and written by
/// `gradus.explain.render`.
package gradus.explain.document;
