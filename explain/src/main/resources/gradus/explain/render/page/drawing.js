// The network as units joined by weights; on them the numbers of the phase that is shown.
const LABELS_AT_MOST = 40;
let chosen = null; // the unit or edge whose lines are listed below the drawing

const numberOf = (step, index) => (index === undefined || index === null ? undefined : step.lines[index].number);
const lastOf = list => (list.length ? list[list.length - 1] : undefined);

/** The line whose number a unit shows in this phase. */
function unitLine(step, unit) {
  if (state.phase === "backward") return lastOf(unit.backward);
  const forward = lastOf(unit.forward);
  if (state.phase !== "after" || forward === undefined) return forward;
  const after = step.lines.findIndex(line => line.symbol === step.lines[forward].symbol && step.phases[line.phase].name === "after");
  return after < 0 ? forward : after;
}

/** The number an edge shows in this phase. */
function edgeNumber(step, edge) {
  if (state.phase === "backward") return numberOf(step, edge.gradient);
  if (state.phase === "update" || state.phase === "after") {
    const renewed = numberOf(step, edge.update);
    return renewed === undefined ? edge.weight : renewed;
  }
  return edge.weight;
}

const EDGE_WORDS = { backward: "gradient", update: "new weight", after: "new weight" };

function drawNetwork() {
  const step = steps[state.step];
  const place = document.getElementById("picture");
  place.hidden = !step.units.length;
  place.replaceChildren();
  if (!step.units.length) return;
  const columns = Math.max(...step.units.map(unit => unit.column)) + 1;
  const rows = Math.max(...step.units.map(unit => unit.row)) + 1;
  const across = clamp(520 / Math.max(1, columns - 1), 110, 260), down = clamp(420 / rows, 46, 104), radius = clamp(down * 0.27, 10, 24);
  const tall = Array.from({ length: columns }, (_, column) => step.units.filter(unit => unit.column === column).length);
  const left = Math.max(60, ...step.units.filter(unit => unit.column === 0).map(unit => 7.5 * Math.min(12, unit.label.length) + radius + 10));
  const height = rows * down + 6, width = (columns - 1) * across + left + 60;
  const x = unit => left + unit.column * across;
  const y = unit => 6 + down * (unit.row + 0.42 + (rows - tall[unit.column]) / 2);
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, class: "network", role: "group", "aria-label": "The network; each unit and edge leads to its lines" });
  const sizes = step.edges.map(edge => edgeNumber(step, edge)).filter(value => typeof value === "number").map(Math.abs);
  const largest = Math.max(...sizes, 1e-300), labels = step.edges.length <= LABELS_AT_MOST;
  const taken = step.units.map(unit => ({ x: x(unit), y: y(unit) + 6, wide: 2 * radius, high: 2 * radius + 24 }));
  step.edges.forEach((edge, i) => svg.append(edgeView(step, edge, i, { x, y, largest, labels, taken })));
  step.units.forEach((unit, i) => svg.append(unitView(step, unit, i, { x, y, radius })));
  const word = EDGE_WORDS[state.phase] || "weight";
  place.append(svg, make("p", { class: "legend" },
    word + ":", make("span", { class: "sample positive" }), "positive", make("span", { class: "sample negative" }), "negative; thicker is larger"),
    cardView(step));
}

/** A place for a label on an edge that no other label has; failing that, the one with the least cover. */
function freePlace(ends, words, taken) {
  const wide = 7 * words.length + 6, high = 15;
  const cover = (at, other) => Math.max(0, (wide + other.wide) / 2 - Math.abs(at.x - other.x)) * Math.max(0, (high + other.high) / 2 - Math.abs(at.y - other.y));
  const places = [0.36, 0.46, 0.28, 0.56, 0.66, 0.2, 0.74].map(t => ({ x: ends.x1 + (ends.x2 - ends.x1) * t, y: ends.y1 + (ends.y2 - ends.y1) * t, wide, high }));
  places.forEach(place => { place.covered = taken.reduce((sum, other) => sum + cover(place, other), 0); });
  const best = places.reduce((one, other) => (other.covered < one.covered ? other : one));
  taken.push(best);
  return best;
}

function edgeView(step, edge, index, { x, y, largest, labels, taken }) {
  const from = step.units[edge.from], to = step.units[edge.to], value = edgeNumber(step, edge);
  const sign = typeof value === "number" && value < 0 ? "negative" : "positive";
  const ends = { x1: x(from), y1: y(from), x2: x(to), y2: y(to) };
  const size = typeof value === "number" ? 1 + 5 * Math.abs(value) / largest : 1;
  const word = EDGE_WORDS[state.phase] || "weight";
  const name = word + " from " + from.label + " to " + to.label + (value === undefined ? "" : ": " + brief(value));
  const selected = chosen && chosen.kind === "edge" && chosen.index === index;
  const owns = state.line !== null && (edge.gradient === state.line || edge.update === state.line);
  const group = pressable({ class: `edge ${sign}${selected || owns ? " chosen" : ""}`, "aria-label": name, still: !labels }, () => choose("edge", index));
  group.append(make("title", {}, name), make("line", { class: "reach", ...ends }), make("line", { class: "drawn", ...ends, "stroke-width": size.toFixed(2) }));
  if (labels && value !== undefined) {
    const place = freePlace(ends, brief(value), taken);
    group.append(make("text", { class: "label", x: place.x, y: place.y + 4, "text-anchor": "middle" }, brief(value)));
  }
  return group;
}

function unitView(step, unit, index, { x, y, radius }) {
  const line = unitLine(step, unit), value = numberOf(step, line);
  const selected = chosen && chosen.kind === "unit" && chosen.index === index;
  const owns = state.line !== null && [...unit.forward, ...unit.backward].includes(state.line);
  const shown = value === undefined ? "" : brief(value);
  const group = pressable({ class: `unit${selected || owns ? " chosen" : ""}`, "aria-label": "unit " + unit.label + (line === undefined ? "" : ": " + text(step.lines[line].symbol) + " = " + shown) }, () => choose("unit", index));
  const short = unit.label.length > 12 ? unit.label.slice(0, 11) + "…" : unit.label;
  const inside = [...short].length * 6.4 < radius * 2;
  const input = unit.column === 0;
  group.append(make("title", {}, unit.label), make("circle", { cx: x(unit), cy: y(unit), r: radius }));
  group.append(make("text", inside ? { class: "name", x: x(unit), y: y(unit) + 4, "text-anchor": "middle" }
    : { class: "name", x: x(unit) + (input ? -radius - 6 : 0), y: input ? y(unit) + 4 : y(unit) - radius - 6, "text-anchor": input ? "end" : "middle" }, short));
  if (shown) group.append(make("text", { class: "number", x: x(unit), y: y(unit) + radius + 15, "text-anchor": "middle" }, shown));
  return group;
}

/** A part of the drawing that a click, Enter or Space presses. */
function pressable({ still, ...attributes }, press) {
  return make("g", { ...attributes, role: "button", tabindex: still ? "-1" : "0", onclick: press, onkeydown: event => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); press(); }
  } });
}

function choose(kind, index) {
  const step = steps[state.step];
  chosen = { kind, index };
  const part = kind === "unit" ? step.units[index] : step.edges[index];
  const target = kind === "edge"
    ? { backward: part.gradient, update: part.update }[state.phase]
    : state.phase === "backward" ? lastOf(part.backward) : state.phase === "forward" ? part.forward[0] : undefined;
  if (target === undefined || target === null) drawNetwork();
  else go({ line: target });
  const again = document.querySelectorAll(kind === "unit" ? ".unit" : ".edge")[index];
  if (again) again.focus({ preventScroll: true });
}

/** The lines of what was chosen. */
function cardView(step) {
  if (!chosen) return make("p", { class: "hint" }, "Choose a unit or an edge to see its lines.");
  const part = chosen.kind === "unit" ? step.units[chosen.index] : step.edges[chosen.index];
  if (!part) return "";
  const rows = chosen.kind === "unit" ? [...part.forward, ...part.backward] : [part.gradient, part.update].filter(line => line !== null && line !== undefined);
  const title = chosen.kind === "unit" ? "Unit " + part.label : "From " + step.units[part.from].label + " to " + step.units[part.to].label;
  const card = make("section", { class: "card", "aria-label": "Lines of what was chosen" }, make("h3", {}, title));
  if (chosen.kind === "edge") card.append(make("p", {}, "Weight before the step: ", make("b", {}, brief(part.weight))));
  if (rows.length) {
    card.append(make("ul", {}, rows.map(index => make("li", {}, lineLink(step, index), " = ",
      maths(text(step.lines[index].formulaLatex), text(step.lines[index].formula), "small"), " = ", make("b", {}, text(step.lines[index].value))))));
  } else if (chosen.kind === "unit") card.append(make("p", {}, "It is an input: no line computes it."));
  return card;
}
