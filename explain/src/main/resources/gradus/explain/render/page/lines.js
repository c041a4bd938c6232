// Sections and lines of a phase.
const OPEN_AT_MOST = 300, BESIDE_AT_MOST = 200;

function phaseView(step, p) {
  const phase = step.phases[p];
  const view = make("section", { class: "phase", "data-phase": phase.name },
    make("h2", {}, make("span", { class: "number" }, String(p + 1)), " " + phase.title, make("small", {}, phase.subtitle)));
  let shown = 0;
  for (const section of phase.sections) {
    const asked = state.line !== null && state.line >= section.first && state.line < section.first + section.count;
    const open = asked || shown + section.count <= OPEN_AT_MOST;
    if (open) shown += section.count;
    view.append(sectionView(step, section, open));
  }
  if (!phase.sections.length) view.append(make("p", { class: "nothing" }, "This phase has no lines."));
  return view;
}

function sectionView(step, section, open) {
  const body = make("div", { class: "body" });
  const fill = () => {
    if (body.filled) return;
    body.filled = true;
    const list = make("ol", { class: "lines" });
    for (let i = section.first; i < section.first + section.count; i++) list.append(lineView(step, i));
    if (section.count) body.append(list);
    list.wanted = widthBeside(step, section);
    layOut(list);
    for (const folded of section.folded) body.append(make("p", { class: "folded" }, folded));
    if (section.note) body.append(make("p", { class: "note" }, section.note));
  };
  const details = make("details", { class: "section", open, ontoggle: () => details.open && fill() },
    make("summary", {}, make("h3", {}, section.title),
      section.place ? make("code", { class: "place" }, section.place) : "",
      make("span", { class: "count" }, section.count === 1 ? "1 line" : section.count + " lines")),
    body);
  details.fill = fill;
  if (open) fill();
  return details;
}

/** How wide lines are that show formula, numbers, value and check in columns; they can't be where there are many lines. */
function widthBeside(step, section) {
  const widest = key => Math.max(0, ...step.lines.slice(section.first, section.first + section.count).map(line => {
    const words = key === "check" ? (line.check || "") + (line.engine || "") : line[key] === undefined ? "" : text(line[key]);
    return words.length;
  }));
  if (section.count > BESIDE_AT_MOST) return Infinity;
  return 270 + 8 * (widest("symbol") * 0.8 + widest("formula") + widest("numbers") + widest("value")) + 6.5 * widest("check");
}

function layOut(list) {
  list.classList.toggle("beside", list.wanted <= document.getElementById("main").clientWidth);
}

function lineView(step, index) {
  const line = step.lines[index];
  const row = (kind, ...children) => make("div", { class: "row " + kind }, make("span", { class: "equals", "aria-hidden": "true" }, "="), ...children);
  const view = make("li", { class: "line", id: "line-" + index, tabindex: "-1" },
    make("div", { class: "symbol" }, maths(text(line.symbolLatex), text(line.symbol))),
    make("div", { class: "sides" },
      line.formula === undefined ? "" : row("formula", maths(text(line.formulaLatex), text(line.formula))),
      line.numbers === undefined ? "" : row("numbers", maths(text(line.numbersLatex), text(line.numbers))),
      row("value", maths(text(line.valueLatex), text(line.value), "result")),
      make("div", { class: "marks" }, line.check ? checkView(line) : "", line.engine ? make("span", { class: "engine" }, line.engine) : ""),
      line.note ? make("p", { class: "note" }, line.note) : "",
      sourcesView(step, index)),
    make("a", { class: "permalink", href: address({ line: index }), title: "Link to this line", "aria-label": "Link to " + text(line.symbol) }, "¶"));
  return view;
}

function checkView(line) {
  const alone = line.check === "✓";
  return make("span", { class: "check " + (line.fails ? "fails" : alone ? "holds alone" : "holds"), title: alone ? "The numbers of the formula give this value" : null }, line.check);
}

/** Where a number comes from, line by line down to the inputs, and where it is used. */
function sourcesView(step, index) {
  const line = step.lines[index];
  if (!line.from.length && !line.uses.length) return "";
  const body = make("div", { class: "trace" });
  const details = make("details", { class: "sources", ontoggle: () => {
    if (!details.open || body.childNodes.length) return;
    if (line.from.length) body.append(make("ul", { class: "tree" }, line.from.map(other => treeView(step, other))));
    if (line.uses.length) body.append(make("p", { class: "uses" }, "Used in ", joined(line.uses.map(other => lineLink(step, other)))));
  } }, make("summary", { "aria-label": line.from.length ? "Where " + text(line.symbol) + " comes from" : "Where " + text(line.symbol) + " is used" }, line.from.length ? "comes from" : "used in"), body);
  return details;
}

function treeView(step, index) {
  const line = step.lines[index];
  const head = wholeLine(step, index);
  if (!line.from.length) return make("li", {}, head);
  const details = make("details", { ontoggle: () => {
    if (details.open && details.childNodes.length === 1) {
      details.append(make("ul", { class: "tree" }, line.from.map(other => treeView(step, other))));
    }
  } }, make("summary", {}, head));
  return make("li", {}, details);
}

/** A line in one row: symbol, formula and value. */
function wholeLine(step, index) {
  const line = step.lines[index];
  const formula = line.formula === undefined ? [] : [" = ", maths(text(line.formulaLatex), text(line.formula), "small")];
  return [lineLink(step, index), ...formula, " = ", make("b", {}, text(line.value))];
}

function lineLink(step, index) {
  const line = step.lines[index];
  const name = text(line.symbol) + " = " + text(line.value);
  return make("a", { class: "to", href: address({ step: steps.indexOf(step), line: index }), title: name, "aria-label": name },
    maths(text(line.symbolLatex), text(line.symbol), "small"));
}

function joined(elements) {
  return elements.flatMap((element, i) => (i ? [", ", element] : [element]));
}

/** Brings a line into view; its section is opened and what lies near it is set first, so that it stays where it is. */
function reveal(index, focus) {
  const step = steps[state.step];
  const section = step.phases[step.lines[index].phase].sections
    .findIndex(each => index >= each.first && index < each.first + each.count);
  const details = document.querySelectorAll("#main details.section")[section];
  if (!details) return;
  details.open = true;
  details.fill();
  const view = document.getElementById("line-" + index);
  for (let near = view, i = 0; near && i < 12; near = near.previousElementSibling, i++) setAll(near);
  setAll(view);
  document.querySelectorAll(".line.current").forEach(other => other.classList.remove("current"));
  view.classList.add("current");
  view.scrollIntoView({ block: "center", behavior: "instant" });
  if (focus) view.focus({ preventScroll: true });
}

function overview(step) {
  const view = make("section", { class: "overview" });
  view.append(make("div", { class: "answer" }, step.answer.map(sentence => make("p", {}, sentence)),
    make("p", { class: "agreement " + (step.failed ? "fails" : "holds") }, step.agreement)));
  if (steps.length > 1) view.append(lossChart());
  view.append(make("h2", {}, "This step"),
    make("dl", { class: "facts" }, step.facts.flatMap(([name, fact]) => [make("dt", {}, name), make("dd", {}, fact)])));
  if (step.notation.length) {
    view.append(make("h2", {}, "Notation"), make("ul", { class: "notation" }, step.notation.map(sentence => make("li", {}, sentence))));
  }
  const phases = phasesOf(step);
  if (phases.length > 1) view.append(make("p", { class: "begin" }, make("a", { class: "button", href: address({ phase: phases[1] }) }, "Begin with the first phase →")));
  return view;
}

/** The loss before each step, as a line with a point for each step. */
function lossChart() {
  const points = steps.map((step, i) => ({ i, loss: step.loss === undefined ? undefined : step.lines[step.loss].number }))
    .filter(point => typeof point.loss === "number");
  if (points.length < 2) return "";
  const width = 640, height = 180, left = 64, right = 16, top = 14, bottom = 28;
  const most = Math.max(...points.map(point => point.loss)), least = Math.min(...points.map(point => point.loss));
  const powers = least > 0 && most > 50 * least; // a loss that falls by powers of ten is drawn so
  const scale = powers ? Math.log10 : value => value, low = powers ? Math.log10(least) : Math.min(0, least), high = scale(most);
  const x = i => left + (width - left - right) * i / (steps.length - 1);
  const y = loss => top + (height - top - bottom) * (1 - (scale(loss) - low) / (high - low || 1));
  const levels = [low, (low + high) / 2, high].map(level => (powers ? 10 ** level : level));
  const chart = make("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", "aria-label": "Loss before each step, from " + brief(points[0].loss) + " to " + brief(points.at(-1).loss) });
  for (const level of levels) {
    chart.append(make("line", { class: "grid", x1: left, x2: width - right, y1: y(level), y2: y(level) }),
      make("text", { x: left - 8, y: y(level) + 4, "text-anchor": "end" }, brief(level)));
  }
  chart.append(make("polyline", { points: points.map(point => x(point.i) + "," + y(point.loss)).join(" ") }));
  const every = Math.ceil(steps.length / 12);
  for (const point of points) {
    const current = point.i === state.step;
    chart.append(make("circle", { cx: x(point.i), cy: y(point.loss), r: current ? 6 : points.length > 60 ? 2 : 4, class: current ? "current" : "", onclick: () => go({ step: point.i }) },
      make("title", {}, "Step " + (point.i + 1) + ": loss " + brief(point.loss))));
    if (point.i % every === 0) chart.append(make("text", { x: x(point.i), y: height - 8, "text-anchor": "middle" }, String(point.i + 1)));
  }
  return make("figure", {}, chart, make("figcaption", {}, "Loss before each step" + (powers ? ", by powers of ten" : "") + "; a point leads to its step."));
}
