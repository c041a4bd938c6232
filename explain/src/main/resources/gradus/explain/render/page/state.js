// What is shown: a step, a phase and perhaps a line. All of it stands in the address, so each place has a link.
const data = JSON.parse(document.getElementById("data").textContent);
const text = index => data.strings[index];
const steps = data.steps;
const OVERVIEW = "overview";

steps.forEach(step => {
  step.byId = new Map(step.lines.map((line, index) => [line.id, index]).reverse());
  step.lines.forEach(line => { line.uses = []; });
  step.lines.forEach((line, index) => line.from.forEach(other => step.lines[other].uses.push(index)));
  step.phases.forEach((phase, p) => phase.sections.forEach(section => {
    for (let i = section.first; i < section.first + section.count; i++) step.lines[i].phase = p;
  }));
});

const state = { step: 0, phase: OVERVIEW, line: null, hide: new Set() };

const phasesOf = step => [...(state.hide.has(OVERVIEW) ? [] : [OVERVIEW]), ...step.phases.map(phase => phase.name)];
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  state.hide = new Set((wanted.get("hide") || "").split(",").filter(Boolean));
  state.step = clamp((parseInt(wanted.get("step"), 10) || 1) - 1, 0, steps.length - 1);
  const step = steps[state.step];
  const line = step.byId.get(wanted.get("line"));
  state.line = line === undefined ? null : line;
  const phases = phasesOf(step);
  const phase = state.line === null ? wanted.get("phase") : step.phases[step.lines[state.line].phase].name;
  state.phase = phases.includes(phase) ? phase : phases[0] || OVERVIEW;
}

/** Gives the address of a place: the current one with some things changed. */
function address(change) {
  const place = { step: state.step, phase: state.phase, line: null, ...change };
  const parts = new URLSearchParams();
  if (steps.length > 1) parts.set("step", place.step + 1);
  if (place.line === null) parts.set("phase", place.phase);
  else parts.set("line", steps[place.step].lines[place.line].id);
  if (state.hide.size) parts.set("hide", [...state.hide].join(","));
  return "#" + parts.toString().replaceAll("%2C", ",");
}

/** Goes to the next line of the phase, or the one before; these places do not fill the browser's history. */
function turnLine(by) {
  const step = steps[state.step];
  const lines = step.lines.flatMap((line, index) => (step.phases[line.phase].name === state.phase ? [index] : []));
  const next = state.line === null ? (by > 0 ? lines[0] : undefined) : lines[lines.indexOf(state.line) + by];
  if (next !== undefined) location.replace(address({ line: next }));
}

function go(change) {
  const next = address(change);
  if (next === location.hash) show();
  else location.hash = next;
}

function turnPhase(by) {
  const phases = phasesOf(steps[state.step]);
  const next = phases.indexOf(state.phase) + by;
  if (next >= 0 && next < phases.length) go({ phase: phases[next] });
  else if (steps[state.step + by] && !state.hide.has("steps")) {
    const others = phasesOf(steps[state.step + by]);
    go({ step: state.step + by, phase: by > 0 ? others[0] : others.at(-1) });
  }
}

function turnStep(by) {
  if (steps[state.step + by]) go({ step: state.step + by });
}

function toEnd(last) {
  const step = state.hide.has("steps") ? state.step : last ? steps.length - 1 : 0;
  go({ step, phase: phasesOf(steps[step]).at(last ? -1 : 0) });
}

/** Makes an element: attributes by name, `on…` as listeners; children are elements or plain text, never HTML. */
function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "line", "circle", "text", "tspan", "title", "path", "rect", "polyline"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
  return element;
}
