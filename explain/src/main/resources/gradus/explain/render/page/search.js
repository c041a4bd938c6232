// Finding a number by its symbol, title or path, and asking why a parameter moved.
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", LEVEL = "0123456789+-()";
const MOST = 40;

/** Spelling that a keyboard has: W¹[2,1] as w1[2,1], ∂C/∂z as dc/dz. */
function spelt(words, keepCase) {
  const plain = words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[⁰¹²³⁴-⁹⁺⁻⁽⁾]/g, sign => LEVEL[RAISED.indexOf(sign)])
    .replaceAll("∂", "d").replaceAll("′", "'").replaceAll("−", "-").replace(/\s+/g, "");
  return keepCase ? plain : plain.toLowerCase();
}

/** What is asked: why, in which direction, about which symbol. */
function question(query) {
  if (!/^\s*why\b/i.test(query)) return null;
  const words = query.replace(/[?.!]/g, " ").split(/\s+/).slice(1);
  const idle = new Set("did does do this the a weight parameter bias it move moved go went change changed so has is are of".split(" "));
  const direction = words.some(word => /^(up|rise|rises|rose|grow|grew|increase[sd]?)$/i.test(word)) ? 1
    : words.some(word => /^(down|fall|falls|fell|sink|sank|shrink|shrank|decrease[sd]?)$/i.test(word)) ? -1 : 0;
  const rest = words.filter(word => word && !idle.has(word.toLowerCase()) && !/^(up|rise|rises|rose|grow|grew|increase[sd]?|down|fall|falls|fell|sink|sank|shrink|shrank|decrease[sd]?)$/i.test(word));
  return { direction, about: spelt(rest.join("")).replaceAll("'", "") };
}

/** Lines that give a parameter its new value: the largest moves first. */
function moves(step, asked) {
  return step.lines.map((line, index) => ({ line, index }))
    .filter(({ line }) => typeof line.was === "number" && typeof line.number === "number")
    .map(each => ({ ...each, by: each.line.number - each.line.was }))
    .filter(each => (!asked.direction || Math.sign(each.by) === asked.direction) && spelt(text(each.line.symbol)).replaceAll("'", "").includes(asked.about))
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by));
}

/** The line of the loss's derivative by a parameter, found by walking back from its new value. */
function gradientOf(step, index) {
  const name = spelt(text(step.lines[index].symbol), true).replaceAll("'", "");
  const seen = new Set([index]);
  for (let front = [index]; front.length;) {
    const next = [];
    for (const from of front.flatMap(at => step.lines[at].from)) {
      if (seen.has(from)) continue;
      seen.add(from);
      if (spelt(text(step.lines[from].symbol), true).endsWith("/d" + name)) return from;
      next.push(from);
    }
    front = next;
  }
  return null;
}

function whyView(step, { line, index, by }, open) {
  const gradient = gradientOf(step, index);
  const slope = gradient === null ? undefined : step.lines[gradient].number;
  const way = by > 0 ? "up" : by < 0 ? "down" : "nowhere";
  const list = make("ul", { class: "tree chain" }, make("li", {}, wholeLine(step, index)));
  const chain = [];
  const walk = (at, depth) => step.lines[at].from.forEach(from => {
    if (chain.includes(from) || chain.length > 12) return;
    chain.push(from);
    list.append(make("li", { class: "deep", "data-depth": String(depth) }, wholeLine(step, from)));
    if (depth < 4) walk(from, depth + 1);
  });
  walk(index, 1);
  const digits = brief(line.was) === brief(line.number) ? value => String(Number(value.toPrecision(10))).replaceAll("-", "−") : brief;
  let because = "It went from " + digits(line.was) + " to " + digits(line.number) + ".";
  if (typeof slope === "number" && slope !== 0) {
    const against = Math.sign(by) === -Math.sign(slope);
    because += " Its gradient " + text(step.lines[gradient].symbol) + " = " + text(step.lines[gradient].value) + " is " + (slope < 0 ? "negative" : "positive")
      + (against ? ": the loss falls as it goes " + way + ", and a step goes against the gradient." : ", which alone would move it the other way; the terms of its update below decide.");
  }
  return make("details", { class: "why", open }, make("summary", {}, make("b", {}, text(line.symbol).replaceAll("′", "")), " went " + way + " by " + brief(Math.abs(by))), make("p", {}, because), list);
}

function found(step, query) {
  const exact = spelt(query, true), loose = spelt(query);
  const rank = (line, section) => {
    const symbol = spelt(text(line.symbol), true);
    if (symbol === exact) return 0;
    if (symbol.toLowerCase() === loose) return 1;
    if (symbol.includes(exact)) return 2;
    if (symbol.toLowerCase().includes(loose)) return 3;
    return spelt(section.title + section.place + line.note + line.id).includes(loose) ? 4 : 9;
  };
  return step.phases.flatMap((phase, p) => phase.sections.flatMap(section => step.lines.slice(section.first, section.first + section.count)
    .map((line, i) => ({ index: section.first + i, phase: p, section, rank: rank(line, section) }))))
    .filter(hit => hit.rank < 9).sort((one, other) => one.rank - other.rank || one.index - other.index);
}

function search() {
  const box = document.getElementById("query"), place = document.getElementById("results");
  const query = box.value.trim(), step = steps[state.step];
  place.replaceChildren();
  place.hidden = !query;
  box.setAttribute("aria-expanded", String(Boolean(query)));
  if (!query) return;
  const asked = question(query);
  const hits = asked ? moves(step, asked) : found(step, query);
  const words = asked ? (hits.length === 1 ? "parameter" : "parameters") : hits.length === 1 ? "line" : "lines";
  place.append(make("p", { class: "many", role: "status" }, hits.length ? hits.length + " " + words + (asked ? " moved so, the largest move first" : "") : asked ? "No parameter moved so in this step." : "Nothing is called so in this step."));
  for (const [i, hit] of hits.slice(0, MOST).entries()) {
    place.append(asked ? whyView(step, hit, i === 0) : make("a", { class: "hit", href: address({ line: hit.index }) },
      maths(text(step.lines[hit.index].symbolLatex), text(step.lines[hit.index].symbol), "small"), " = ", make("b", {}, text(step.lines[hit.index].value)),
      make("small", {}, step.phases[hit.phase].title + " · " + hit.section.title)));
  }
  if (hits.length > MOST) place.append(make("p", { class: "many" }, "and " + (hits.length - MOST) + " more: type more of the name"));
}

function closeSearch() {
  const place = document.getElementById("results");
  place.hidden = true;
  document.getElementById("query").setAttribute("aria-expanded", "false");
}

function listenToSearch() {
  const box = document.getElementById("query"), place = document.getElementById("results");
  box.addEventListener("input", search);
  box.addEventListener("focus", search);
  const links = () => [...place.querySelectorAll("a, summary")].filter(link => link.offsetParent !== null);
  document.getElementById("search").addEventListener("keydown", event => {
    const all = links(), at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { closeSearch(); box.blur(); }
    else if (event.key === "ArrowDown" && all.length) (all[at + 1] || all[0]).focus();
    else if (event.key === "ArrowUp" && all.length) (at > 0 ? all[at - 1] : box).focus();
    else if (event.key === "Enter" && document.activeElement === box && all.length) all.find(link => link.tagName === "A").click();
    else return;
    event.preventDefault();
  });
  place.addEventListener("click", event => { if (event.target.closest("a")) closeSearch(); });
  document.addEventListener("click", event => { if (!event.target.closest("#search")) closeSearch(); });
}
