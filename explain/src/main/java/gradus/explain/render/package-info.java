/// Writes explanations: as text for a terminal, as Markdown with LaTeX, as JSON, and as one page of HTML.
package gradus.explain.render;
