/// Values as a shell or a notebook shows them: aligned text, or a piece of HTML.
@NullMarked
package gradus.explain.display;

import org.jspecify.annotations.NullMarked;
