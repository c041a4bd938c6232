// The page: what the address says is shown, and keys and buttons change the address.
const HIDABLE = ["steps", "phases", "search", "drawing", "overview", "formulas", "numbers", "values", "checks", "notes", "sources", "keys"];
let shownStep = -1, shownPhase = null;

function show() {
  readAddress();
  const step = steps[state.step];
  HIDABLE.forEach(name => document.documentElement.classList.toggle("hide-" + name, state.hide.has(name)));
  document.documentElement.dataset.phase = state.phase;
  document.title = step.title;
  document.getElementById("title").textContent = step.title;
  const chip = document.getElementById("agreement");
  chip.textContent = step.failed ? "✗ " + step.failed + (step.failed === 1 ? " check fails" : " checks fail") : "✓ checked";
  chip.className = "chip " + (step.failed ? "fails" : "holds");
  chip.title = step.agreement;
  chip.href = address({ phase: phasesOf(step)[0] });
  showSteps();
  showPhases(step);
  drawNetwork();
  if (shownStep !== state.step || shownPhase !== state.phase) {
    const main = document.getElementById("main");
    const p = step.phases.findIndex(phase => phase.name === state.phase);
    main.replaceChildren(p < 0 ? overview(step) : phaseView(step, p));
    if (shownStep >= 0) document.getElementById("news").textContent = (steps.length > 1 ? "Step " + (state.step + 1) + ", " : "") + (p < 0 ? "overview" : step.phases[p].title);
    if (state.line === null) window.scrollTo({ top: 0, behavior: "instant" });
    shownStep = state.step;
    shownPhase = state.phase;
  }
  if (state.line !== null) reveal(state.line, !document.activeElement.closest(".picture"));
  else document.querySelectorAll(".line.current").forEach(line => line.classList.remove("current"));
}

function showSteps() {
  document.getElementById("steps").hidden = steps.length < 2;
  const list = document.getElementById("step-list");
  if (!list.options.length) list.append(...steps.map((_, i) => make("option", { value: i }, (i + 1) + " of " + steps.length)));
  list.value = state.step;
  for (const name of ["first", "back"]) document.getElementById("step-" + name).disabled = state.step === 0;
  for (const name of ["on", "last"]) document.getElementById("step-" + name).disabled = state.step === steps.length - 1;
}

function showPhases(step) {
  const titles = new Map(step.phases.map((phase, p) => [phase.name, (p + 1) + " " + phase.title]));
  const phases = phasesOf(step), at = phases.indexOf(state.phase);
  const turn = (by, label, sign) => make("button", { type: "button", title: label, "aria-label": label, onclick: () => turnPhase(by),
    disabled: !phases[at + by] && (!steps[state.step + by] || state.hide.has("steps")) }, sign);
  document.getElementById("phases").replaceChildren(turn(-1, "Phase before (←)", "←"),
    ...phases.map(name => make("a", { href: address({ phase: name }), "data-phase": name, "aria-current": name === state.phase ? "step" : null }, titles.get(name) || "Overview")),
    turn(1, "Next phase (→)", "→"));
}

const KEYS = {
  ArrowRight: () => turnPhase(1),
  ArrowLeft: () => turnPhase(-1),
  PageDown: () => turnStep(1),
  PageUp: () => turnStep(-1),
  Home: () => toEnd(false),
  End: () => toEnd(true),
  j: () => turnLine(1),
  k: () => turnLine(-1),
};

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, dialog[open]")) return;
  if (event.key === "/" && !state.hide.has("search")) document.getElementById("query").focus();
  else if (event.key === "?" && !state.hide.has("keys")) document.getElementById("keys").showModal();
  else if (event.key === "Escape") closeSearch();
  else if (event.key === "Enter" && event.target.matches(".line")) event.target.querySelector(".sources > summary")?.click();
  else if (KEYS[event.key] && !event.shiftKey && !document.activeElement.closest("#search")) {
    if (state.hide.has("phases") && !/^(Page.*|j|k)$/.test(event.key)) return;
    if (event.key.startsWith("Page") && (steps.length < 2 || state.hide.has("steps"))) return; // scrolls
    KEYS[event.key]();
  } else return;
  event.preventDefault();
}

/** On paper every phase of the step stands below the other, with all sections open. */
function beforePrint() {
  const step = steps[state.step], main = document.getElementById("main");
  main.replaceChildren(overview(step), ...step.phases.map((_, p) => phaseView(step, p)));
  main.querySelectorAll("details.section").forEach(details => { details.open = true; details.fill(); });
  setAll(document.body);
}

function start() {
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  on("step-first", () => go({ step: 0 }));
  on("step-back", () => turnStep(-1));
  on("step-on", () => turnStep(1));
  on("step-last", () => go({ step: steps.length - 1 }));
  on("keys-open", () => document.getElementById("keys").showModal());
  document.getElementById("step-list").addEventListener("change", event => go({ step: Number(event.target.value) }));
  document.querySelector(".skip").addEventListener("click", event => { event.preventDefault(); document.getElementById("main").focus(); });
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", show);
  window.addEventListener("resize", () => document.querySelectorAll(".lines").forEach(layOut));
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", () => { shownStep = -1; show(); });
  listenToSearch();
  show();
}

start();
