// Mathematics: first as plain text, set by KaTeX when it comes near the visible part of the page.
const TRUST = context => context.command === "\\href" && /^#\d+$/.test(context.url);

const near = new IntersectionObserver(entries => {
  for (const entry of entries) if (entry.isIntersecting) setMaths(entry.target);
}, { rootMargin: "800px 0px" });

/** Gives an element for a formula. */
function maths(latex, plain, kind) {
  const element = make("span", { class: "maths " + (kind || "") }, plain);
  element.latex = kind === "small" ? latex : "\\displaystyle " + latex;
  element.step = state.step;
  near.observe(element);
  return element;
}

function setMaths(element) {
  near.unobserve(element);
  if (!element.latex) return;
  const plain = element.textContent;
  try {
    katex.render(element.latex, element, { throwOnError: true, strict: "ignore", trust: TRUST, maxExpand: 100 });
  } catch (problem) {
    element.textContent = plain; // what cannot be set stays readable
    return;
  } finally {
    element.latex = null;
  }
  // Terms are links for the pointer. With the keyboard they are reached by "comes from", one stop for each line.
  for (const link of element.querySelectorAll("a[href]")) {
    link.tabIndex = -1;
    const index = Number(link.getAttribute("href").slice(1));
    const line = steps[element.step].lines[index];
    if (!line) continue;
    link.setAttribute("href", address({ step: element.step, line: index }));
    link.title = text(line.symbol) + " = " + text(line.value);
  }
}

/** Sets all formulas within an element now. */
function setAll(root) {
  for (const element of root.querySelectorAll(".maths")) setMaths(element);
}

/** Gives a number in few digits, for labels of the drawing. */
function brief(value) {
  if (typeof value !== "number") return value === "NaN" ? "NaN" : value.startsWith("-") ? "−∞" : "∞";
  const size = Math.abs(value);
  const shown = size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
  return shown.replaceAll("-", "−").replace("e+", "e").replace("e−", "e-");
}
