// The network as units joined by weights; on them the numbers of the phase that is shown.
const LABELS_AT_MOST = 40, NAME_AT_MOST = 16, CROWD = 120;
let chosen = null; // the unit or edge whose lines are listed below the drawing

const numberOf = (step, index) => (index === undefined || index === null ? undefined : step.lines[index].number);
const lastOf = list => (list.length ? list[list.length - 1] : undefined);

/** The line whose number a unit shows in this phase. */
function unitLine(step, unit) {
  if (state.phase === "backward") return lastOf(unit.backward);
  const forward = lastOf(unit.forward);
  if (state.phase !== "after" || forward === undefined) return forward;
  const name = line => text(line.symbol).replaceAll("′", "");
  const after = step.lines.findIndex(line => step.phases[line.phase].name === "after" && name(line) === name(step.lines[forward]));
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
  const across = clamp(520 / Math.max(1, columns - 1), 130, 260), down = clamp(420 / rows, 34, 104), tight = down < 64;
  const radius = tight ? 9 : clamp(down * 0.27, 10, 24);
  const tall = Array.from({ length: columns }, (_, column) => step.units.filter(unit => unit.column === column).length);
  const left = Math.max(60, ...step.units.filter(unit => unit.column === 0).map(unit => 7.5 * Math.min(NAME_AT_MOST, unit.label.length) + radius + 10));
  const height = rows * down + 6, width = (columns - 1) * across + left + (tight ? 110 : 60);
  const x = unit => left + unit.column * across;
  const y = unit => 6 + down * (unit.row + (tight ? 0.5 : 0.42) + (rows - tall[unit.column]) / 2);
  const own = chosen && chosen.kind === "unit" ? step.edges.filter(edge => edge.from === chosen.index || edge.to === chosen.index) : [];
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, class: "network" + (step.edges.length > CROWD ? " crowd" : "") + (own.length ? " picked" : ""), role: "group", "aria-label": "The network; each unit and edge leads to its lines" });
  const sizes = step.edges.map(edge => edgeNumber(step, edge)).filter(value => typeof value === "number").map(Math.abs);
  const largest = Math.max(...sizes, 1e-300), still = step.edges.length > LABELS_AT_MOST;
  const labelled = edge => !still || (own.length <= LABELS_AT_MOST && own.includes(edge));
  const taken = step.units.map(unit => (tight ? { x: x(unit) + 20, y: y(unit), wide: 2 * radius + 44, high: 2 * radius }
    : { x: x(unit), y: y(unit) + 6, wide: 2 * radius, high: 2 * radius + 24 }));
  const draw = edge => svg.append(edgeView(step, edge, step.edges.indexOf(edge), { x, y, largest, still, label: labelled(edge), own: own.includes(edge), taken }));
  step.edges.filter(edge => !own.includes(edge)).forEach(draw);
  own.forEach(draw); // above the others
  step.units.forEach((unit, i) => svg.append(unitView(step, unit, i, { x, y, radius, tight, last: unit.column === columns - 1 })));
  const word = EDGE_WORDS[state.phase] || "weight";
  place.append(svg, make("p", { class: "legend" },
    word + ":", make("span", { class: "sample positive" }), "positive", make("span", { class: "sample negative" }), "negative; thicker is larger; in the backward phase circles show δ = ∂C/∂z"),
    cardView(step));
}

/** A place for a label on an edge that no other label has; failing that, the one with the least cover. */
function freePlace(ends, words, taken, far) {
  const wide = 7 * words.length + 6, high = 15;
  const cover = (at, other) => Math.max(0, (wide + other.wide) / 2 - Math.abs(at.x - other.x)) * Math.max(0, (high + other.high) / 2 - Math.abs(at.y - other.y));
  const places = [0.36, 0.46, 0.28, 0.56, 0.66, 0.2, 0.74].map(t => (far ? 1 - t : t)).map(t => ({ x: ends.x1 + (ends.x2 - ends.x1) * t, y: ends.y1 + (ends.y2 - ends.y1) * t, wide, high }));
  places.forEach(place => { place.covered = taken.reduce((sum, other) => sum + cover(place, other), 0); });
  const best = places.reduce((one, other) => (other.covered < one.covered ? other : one));
  taken.push(best);
  return best;
}

function edgeView(step, edge, index, { x, y, largest, still, label, own, taken }) {
  const from = step.units[edge.from], to = step.units[edge.to], value = edgeNumber(step, edge);
  const sign = typeof value === "number" && value < 0 ? "negative" : "positive";
  const ends = { x1: x(from), y1: y(from), x2: x(to), y2: y(to) };
  const size = typeof value === "number" ? 1 + 5 * Math.abs(value) / largest : 1;
  const word = EDGE_WORDS[state.phase] || "weight";
  const name = word + " from " + from.label + " to " + to.label + (value === undefined ? "" : ": " + brief(value));
  const selected = chosen && chosen.kind === "edge" && chosen.index === index;
  const owns = state.line !== null && (edge.gradient === state.line || edge.update === state.line);
  const group = pressable({ class: `edge ${sign}${own ? " own" : ""}${selected || owns ? " chosen" : ""}`, "data-index": index, "aria-label": name, still }, () => choose("edge", index));
  group.append(make("title", {}, name), make("line", { class: "reach", ...ends }), make("line", { class: "drawn", ...ends, "stroke-width": size.toFixed(2) }));
  if (label && value !== undefined) {
    const place = freePlace(ends, brief(value), taken, own && edge.from === chosen.index);
    group.append(make("text", { class: "label", x: place.x, y: place.y + 4, "text-anchor": "middle" }, brief(value)));
  }
  return group;
}

function unitView(step, unit, index, { x, y, radius, tight, last }) {
  const line = unitLine(step, unit), value = numberOf(step, line);
  const selected = chosen && chosen.kind === "unit" && chosen.index === index;
  const owns = state.line !== null && [...unit.forward, ...unit.backward].includes(state.line);
  const shown = value === undefined ? "" : brief(value);
  const group = pressable({ class: `unit${selected || owns ? " chosen" : ""}`, "data-index": index, "aria-label": "unit " + unit.label + (line === undefined ? "" : ": " + text(step.lines[line].symbol) + " = " + shown) }, () => choose("unit", index));
  const short = unit.label.length > NAME_AT_MOST ? unit.label.slice(0, NAME_AT_MOST - 1) + "…" : unit.label;
  const inside = !tight && [...short].length * 6.4 < radius * 2, input = unit.column === 0;
  group.append(make("title", {}, unit.label), make("circle", { cx: x(unit), cy: y(unit), r: radius }));
  const write = (kind, words, dx, dy, anchor) => group.append(make("text", { class: kind, x: x(unit) + dx, y: y(unit) + dy, "text-anchor": anchor }, words));
  if (inside) write("name", short, 0, 4, "middle");
  else if (input) write("name", short, -radius - 6, 4, "end");
  else if (!tight) write("name", short, 0, -radius - 6, "middle");
  else if (last) write("name", short, radius + 6, 0, "start");
  if (shown) write("number", shown, tight ? radius + 6 : 0, tight ? (last ? 13 : 4) : radius + 15, tight ? "start" : "middle");
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
  if (target !== undefined && target !== null) return go({ line: target });
  drawNetwork();
  document.querySelector(`.${kind}[data-index="${index}"]`).focus({ preventScroll: true });
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
    card.append(make("ul", {}, rows.map(index => make("li", {}, wholeLine(step, index)))));
  } else if (chosen.kind === "unit") card.append(make("p", {}, "It is an input: no line computes it."));
  return card;
}
