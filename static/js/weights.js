// Lets readers move a scenario's weights: the scores, the answer and what would change it follow at once. The page is
// complete without it, and at the editors' weights everything here writes what the page already says.
import { fraction } from "./fraction.js";
import { fill } from "./format.js";
import { moved, presenter } from "./weighing.js";

const WEIGHT = /^\d{1,2}(\.\d{1,2})?$/;
const PART = /^([a-z0-9-]+):([0-9.]+)$/;
const PAUSE = 200; // milliseconds

// Weights stand in the address as ?w=feature:4,other:0.5, as far as they are not the editors'.

function readWeight(text, limit) {
  const weight = WEIGHT.test(text) ? fraction(text) : null;
  return weight && weight.cmp(limit) <= 0 ? weight : null;
}

/** The editors' weights with those of an address in their place; what is nonsense in it is passed over. */
function weightsIn(search, editors, limit) {
  const weights = new Map(editors);
  for (const part of (new URLSearchParams(search).get("w") ?? "").split(",")) {
    const [, feature, text] = PART.exec(part) ?? [];
    const weight = editors.has(feature) && readWeight(text, limit);
    if (weight) weights.set(feature, weight);
  }
  return weights;
}

/** The query of an address with these weights; whatever else stands in it stays. */
function searchFor(weights, editors, search) {
  const others = search.slice(1).split("&").filter((part) => part && !part.startsWith("w="));
  const parts = moved(weights, editors).map(([feature, weight]) => `${feature}:${weight.rounded(2)}`);
  const query = [...others, ...(parts.length ? [`w=${parts}`] : [])].join("&");
  return query && `?${query}`;
}

// Where it stands on the page.

function write(element, ...parts) {
  if (element.textContent !== parts.map((part) => part.textContent ?? part).join("")) element.replaceChildren(...parts);
}

function element(tag, text, attributes = {}) {
  const made = Object.assign(document.createElement(tag), { textContent: text });
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function place(found, words) {
  const [sign, word] = { first: ["✓", words["score-first"]], open: ["?", words.undecided] }[found] ?? [];
  return sign ? [element("span", sign, { "aria-hidden": "true" }), ` ${word}`] : [];
}

/** A line of the chart; `score` is missing where nothing has a weight. */
function showScore(row, score, words) {
  const [low, high] = score?.ends ?? [0, 0];
  row.querySelector(".fill").setAttribute("width", low);
  row.querySelector(".possible").setAttribute("x", low);
  row.querySelector(".possible").setAttribute("width", high - low);
  write(row.querySelector(".text"), score?.text ?? "–");
  write(row.querySelector(".known"), score?.known ?? "–");
  write(row.querySelector(".place"), ...place(score?.place, words));
}

/** A question's controls, but for the one that is being used. */
function showControls(line, weight, changed, using) {
  const text = weight.rounded(2);
  const [slider, box] = line.querySelectorAll("input");
  line.querySelector(".editors-weight").hidden = !changed;
  slider.setAttribute("aria-valuetext", text);
  if (slider !== using) slider.value = text;
  if (box !== using) box.value = text;
}

/** The sentences of flip points, with links to the questions; what holds for the editors' weights alone is put away. */
function showFlips(list, result, words, linkTo) {
  for (const line of list.querySelectorAll("[data-flip]")) {
    if (["weight", "none", "fact", "yours"].includes(line.dataset.flip)) line.remove();
    else line.hidden = result.moved;
  }
  const lines = result.flips.map(({ of, parts }) => {
    const line = element("li", "", { "data-flip": of });
    line.append(...parts.map((part) => (part.text ? linkTo(part) : part)));
    return line;
  });
  if (result.moved) lines.unshift(element("li", words["flip-yours"], { "data-flip": "yours", class: "hint" }));
  list.prepend(...lines);
}

/** Until `signal` takes them away; a change of the address that still waits is then made at once. */
export function addWeights(root, signal) {
  const carried = JSON.parse(root.getElementById("weighing").textContent);
  const { words } = carried;
  const { editors, limit, figure, all } = presenter(carried);
  const [form, said] = root.getElementById("weigh").content.cloneNode(true).children;
  const rowOf = (feature) => root.querySelector(`tr[data-feature="${feature}"]`);
  const flips = root.querySelector("[data-flips]");
  const lines = [...(flips?.childNodes ?? [])].map((line) => [line, line.hidden]);
  const copied = form.querySelector(".copied");
  let weights = weightsIn(location.search, editors, limit);
  let waiting = 0;

  /** To a question's page, or to the scores that the words speak of. */
  function linkTo({ text, feature }) {
    const href = feature ? rowOf(feature).querySelector("th a").getAttribute("href") : "#s-scores";
    return element("a", text, { class: "ref", href });
  }

  function show(using = null) {
    const result = all(weights);
    for (const line of form.querySelectorAll("[data-weigh]")) {
      const weight = weights.get(line.dataset.weigh);
      showControls(line, weight, weight.cmp(editors.get(line.dataset.weigh)) !== 0, using);
    }
    for (const row of root.querySelectorAll("tr[data-score]:has(.bar)")) {
      showScore(row, result.scores.find(({ id }) => id === row.dataset.score), words);
    }
    for (const [feature, texts] of result.points) {
      write(rowOf(feature).querySelector(".weight"), fill(words.weight, { weight: figure(weights.get(feature)) }));
      rowOf(feature).querySelectorAll(".working").forEach((cell, index) => write(cell, texts[index]));
    }
    const sums = root.querySelector("tr.sum");
    write(sums.querySelector(".weight"), fill(words["weights-sum"], { total: result.total }));
    [...sums.cells].slice(1).forEach((cell, index) => {
      if (cell.querySelector(".working")) write(cell.querySelector(".working"), result.sums[index] ?? "–");
    });
    if (flips) showFlips(flips, result, words, linkTo);
    const [first, ...more] = result.answer;
    write(said, element("b", first), ...more.map((text) => element("span", text)));
  }

  function address() {
    return Object.assign(new URL(location.href), { search: searchFor(weights, editors, location.search) });
  }

  /** The same page in another language keeps the weights. */
  function follow() {
    const { search } = address();
    for (const link of root.querySelectorAll(".languages a")) link.setAttribute("href", `${link.pathname}${search}`);
  }

  function use(chosen, using) {
    weights = chosen;
    write(copied);
    show(using);
    follow();
    clearTimeout(waiting); // browsers allow so many changes of an address in a while, and a slider makes more
    waiting = setTimeout(settle, PAUSE);
  }

  function settle() {
    clearTimeout(waiting);
    if (address().href !== location.href) history.replaceState(history.state, "", address());
  }

  form.addEventListener("input", ({ target }) => {
    const weight = readWeight(target.value, limit);
    target.setAttribute("aria-invalid", !weight);
    if (weight) use(new Map(weights).set(target.closest("[data-weigh]").dataset.weigh, weight), target);
  });
  form.addEventListener("change", ({ target }) => {
    target.removeAttribute("aria-invalid");
    show(); // what was typed and is no weight gives way to the one in use
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); use(new Map(editors)); });
  form.querySelector(".share").addEventListener("click", async () => {
    const { href } = address();
    const done = await (navigator.clipboard?.writeText(href) ?? Promise.reject()).then(() => true, () => false);
    write(copied, done ? words.copied : fill(words["copy-yourself"], { address: href }));
  });
  addEventListener("popstate", () => { weights = weightsIn(location.search, editors, limit); follow(); show(); }, { signal });
  signal.addEventListener("abort", () => {
    settle();
    form.remove();
    said.remove();
    flips?.replaceChildren(...lines.map(([line, hidden]) => Object.assign(line, { hidden })));
  });

  follow();
  show();
  root.querySelector(".scores-and-weights").prepend(form, said); // filled in before: a slider on the page is laid out at each new value
}
