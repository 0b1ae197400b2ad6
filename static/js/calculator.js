// Works out a reader's own use on the pricing page. The page is complete without it, and for the first scenario's use
// everything here writes what the page already says.
import { fill } from "./format.js";
import { fraction } from "./fraction.js";
import { presenter } from "./cost_words.js";

const SVG = "http://www.w3.org/2000/svg";
const WHOLE = /^\d{1,9}$/;
const SHARE = /^\d{1,9}(\.\d{1,2})?$/;
const LIMITS = { clips: [1, 100000], seconds: [1, 3600], failed: [0, 99] };
const NAMES = Object.keys(LIMITS);
const PAUSE = 200; // milliseconds

// A use stands in the address as ?clips=60&seconds=10&failed=8, as far as it is not the page's own.

/** A figure as it is written, brought within its limits; null where it is nonsense. */
function read(name, text) {
  if (!(name === "failed" ? SHARE : WHOLE).test(text)) return null;
  const [low, high] = LIMITS[name].map(fraction);
  const value = fraction(text);
  const within = value.cmp(low) < 0 ? low : value.cmp(high) > 0 ? high : value;
  return name === "failed" ? within : Number(within.n);
}

/** The page's own use with the figures of an address in their place. */
export function useIn(search, own) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, read(name, query.get(name) ?? "") ?? own[name]]));
}

const shown = (use, name) => (use[name] === null ? "" : name === "failed" ? use[name].rounded(2) : `${use[name]}`);

/** The query of an address with this use; whatever else stands in it stays. */
export function searchFor(use, own, search) {
  const others = search.slice(1).split("&").filter((part) => part && !NAMES.includes(part.split("=")[0]));
  const changed = NAMES.filter((name) => shown(use, name) !== shown(own, name)).map((name) => `${name}=${shown(use, name)}`);
  const query = [...others, ...changed].join("&");
  return query && `?${query}`;
}

// Where it stands on the page.

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
  element.hidden = !text;
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function drawn({ tag, style, at, text }) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries({ class: style, ...at })) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

function showLine(row, line) {
  row.querySelector("td.numeric").hidden = !line.done;
  for (const place of row.querySelectorAll("[data-is]")) write(place, line[place.dataset.is]);
}

function evenItem(template, { notes, contested, ...texts }, words) {
  const item = template.content.firstElementChild.cloneNode(true);
  const place = (name) => item.querySelector(`[data-is="${name}"]`);
  for (const [name, text] of Object.entries(texts)) write(place(name), text);
  for (const [index, name] of ["a", "b"].entries()) {
    const link = place(`note-${name}`);
    link.href = `#${notes[index]}`;
    link.querySelector(".visually-hidden").textContent = fill(words["evidence-of"], { subject: texts[name] });
  }
  if (contested) {
    const [text, name, url] = contested;
    place("contested").replaceChildren(text, element("a", name, { href: url, class: "ref" }));
    place("contested").hidden = false;
  }
  return item;
}

function showChart(part, { shapes, caption, columns, rows, outside }) {
  part.hidden = !shapes.length;
  part.querySelector("figure > svg").replaceChildren(...shapes.map(drawn));
  const [first, ...others] = caption;
  const named = part.querySelector('[data-is="caption"] [id]');
  named.textContent = first;
  named.parentElement.replaceChildren(named, ...others.map((text) => element("span", text)));
  const beyond = part.querySelector('[data-is="outside"]');
  beyond.replaceChildren(...outside.map((text) => element("li", text)));
  beyond.hidden = !outside.length;
  const head = part.querySelector("thead tr");
  head.replaceChildren(head.cells[0], ...columns.map((text) => element("th", text, { scope: "col", class: "numeric" })));
  for (const { id, style, cells } of rows) {
    const row = part.querySelector(`tr[data-row="${id}"]`);
    row.querySelector(".keyed .line").setAttribute("class", `line ${style}`);
    row.replaceChildren(row.cells[0], ...cells.map((text) => element("td", text, { class: "numeric" })));
  }
}

// Whether the page holds what was written here, in place of what it came with.
let written = false;

/** Until `signal` takes it away. `upgrade` makes evidence links within an element open beside themselves. */
export function addCalculator(root, signal, upgrade) {
  const carried = JSON.parse(root.getElementById("calculator-data").textContent);
  const { words } = carried;
  const own = { clips: carried.clips, seconds: carried.seconds, failed: null };
  const { all } = presenter(carried);
  const region = root.getElementById("calculator");
  const form = root.getElementById("calculator-form").content.firstElementChild.cloneNode(true);
  const { preset } = form.elements;
  const place = (name) => region.querySelector(`[data-is="${name}"]`);
  const rows = new Map([...region.querySelectorAll("tr[data-offer]")].map((row) => [row.dataset.offer, row]));
  const copied = form.querySelector(".copied");
  let use = useIn(location.search, own);
  let waiting = 0;

  function show() {
    const result = all(use);
    written = true;
    for (const name of ["usage", "answer"]) write(place(name), result[name]);
    for (const line of result.lines) {
      const row = rows.get(line.id);
      showLine(row, line);
      place(line.done ? "done" : "rest").append(row);
    }
    place("done").closest("table").hidden = !place("done").rows.length;
    place("rest").closest("details").hidden = !place("rest").rows.length;
    place("left").textContent = result.rest;
    showChart(place("chart"), result.chart);
    write(place("evens-failed"), result.failed);
    place("evens").replaceChildren(...result.evens.map((even) => evenItem(root.getElementById("even-item"), even, words)));
    place("evens").closest("details").hidden = !result.evens.length;
    place("evens-count").textContent = result.count;
    upgrade(place("evens"));
  }

  /** The form's own figures, but for the one that is being typed. */
  function fillForm(using = null) {
    for (const name of NAMES) if (form.elements[name] !== using) form.elements[name].value = shown(use, name);
    const pair = `${use.clips} ${use.seconds}`;
    if (preset.value !== pair) preset.value = [...preset.options].some(({ value }) => value === pair) ? pair : "";
  }

  function address() {
    return Object.assign(new URL(location.href), { search: searchFor(use, own, location.search) });
  }

  /** The same page in another language keeps the use. */
  function follow() {
    const { search } = address();
    for (const link of root.querySelectorAll(".languages a")) link.setAttribute("href", `${link.pathname}${search}`);
  }

  function take(chosen, using) {
    use = chosen;
    copied.textContent = "";
    follow();
    fillForm(using);
    show();
    clearTimeout(waiting); // browsers allow so many changes of an address in a while, and a held key makes more
    waiting = setTimeout(settle, PAUSE);
  }

  function settle() {
    clearTimeout(waiting);
    if (address().href !== location.href) history.replaceState(history.state, "", address());
  }

  form.addEventListener("input", ({ target }) => {
    if (target === preset) {
      const [clips, seconds] = preset.value.split(" ").map(Number);
      if (preset.value) take({ ...use, clips, seconds }, preset);
      return;
    }
    const empty = target.name === "failed" && !target.value && !target.validity.badInput;
    const value = empty ? null : read(target.name, target.value);
    target.setAttribute("aria-invalid", !empty && value === null);
    if (empty || value !== null) take({ ...use, [target.name]: value }, target);
  });
  form.addEventListener("change", ({ target }) => {
    target.removeAttribute("aria-invalid");
    fillForm(); // what was typed and is no figure gives way to the one in use
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); take({ ...own }); });
  form.querySelector(".share").addEventListener("click", async () => {
    const { href } = address();
    const done = await (navigator.clipboard?.writeText(href) ?? Promise.reject()).then(() => true, () => false);
    copied.textContent = done ? words.copied : fill(words["copy-yourself"], { address: href });
  });
  addEventListener("popstate", () => { use = useIn(location.search, own); follow(); fillForm(); show(); }, { signal });
  signal.addEventListener("abort", () => {
    settle();
    form.remove();
  });

  follow();
  fillForm();
  region.querySelector("h2").after(form);
  if (written || searchFor(use, own, "")) show();
}
