// Shows every change of the content in this tab at once, and what is wrong with it over the page. For the preview only.

const WORDS = {
  zh: { wrong: "內容有問題；後面是最後一版正常的頁面", warning: "提醒", hint: "怎麼改：", open: "在編輯器開啟",
    changed: "剛才改了", gone: "這一頁已經不在了。", home: "回首頁", lost: "預覽已停止，重新啟動後會自動接上。", more: (n) => `另外還有 ${n} 處` },
  en: { wrong: "The content has problems; this is the last good page", warning: "warning", hint: "What to do: ", open: "Open in editor",
    changed: "Just changed", gone: "This page is gone.", home: "Home", lost: "The preview has stopped; it reconnects by itself.", more: (n) => `and ${n} more` },
};
const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const spoken = language === "zh" ? "zh-TW" : "en"; // as messages name it
const t = WORDS[language];
const WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}$€£¥%.,+–-])+|\s+|./gsu;
const KEPT = "preview-changed";
const AGAIN = 400;
const SHOWN = 6;

// The page as the server sent it, and where each of its nodes is in the page as the modules have made it since.
const live = new WeakMap();
const twin = document.documentElement.cloneNode(true);
pair(twin, document.documentElement);
let mark = document.currentScript?.dataset.mark;
let source = ""; // the page that was last sent here, if any was
let socket;
let untold = 0; // when the page no longer says what changed

function pair(sent, shown) {
  live.set(sent, shown);
  for (let i = 0; i < sent.childNodes.length; i += 1) pair(sent.childNodes[i], shown.childNodes[i]);
}

// ---- bringing the page up to date ----------------------------------------------------------------------------

function update(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").documentElement;
  const seen = { values: [], elements: new Set(), parts: [], scripts: false };
  document.dispatchEvent(new Event("pagechanging")); // the page's own modules let go of it
  patch(twin, fresh, seen);
  templates(fresh);
  if (seen.scripts) {
    sessionStorage.setItem(KEPT, JSON.stringify({ values: seen.values, left: scrollX, top: scrollY }));
    location.reload();
    return;
  }
  document.dispatchEvent(new CustomEvent("pagechange", { detail: seen.parts })); // and take it up again
  requestAnimationFrame(() => setTimeout(() => tell(seen))); // once it is to be seen, that it was changed
}

// What a template holds is no child of it, so that neither patch() nor isEqualNode() sees it.
function templates(fresh) {
  for (const { id, innerHTML } of fresh.querySelectorAll("template[id]")) {
    const shown = document.getElementById(id);
    if (shown && shown.innerHTML !== innerHTML) shown.innerHTML = innerHTML;
  }
}

function patch(sent, fresh, seen) {
  if (sent.isEqualNode(fresh)) return;
  if (sent.nodeType !== Node.ELEMENT_NODE) {
    if (sent.data !== fresh.data) text(sent, fresh, seen);
    return;
  }
  attributes(sent, fresh, seen);
  const before = [...sent.childNodes];
  const after = [...fresh.childNodes];
  let start = 0;
  let end = 0;
  while (start < before.length && start < after.length && alike(before[start], after[start])) start += 1;
  while (end < Math.min(before.length, after.length) - start && alike(before.at(-1 - end), after.at(-1 - end))) end += 1;
  for (let i = 0; i < start; i += 1) patch(before[i], after[i], seen);
  for (let i = 1; i <= end; i += 1) patch(before.at(-i), after.at(-i), seen);
  replace(sent, before.slice(start, before.length - end), after.slice(start, after.length - end), before[before.length - end], seen);
}

function alike(one, other) {
  return one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");
}

function text(sent, fresh, seen) {
  if (sent.parentNode.nodeName !== "SCRIPT" && fresh.data.trim() && sent.data.trim()) {
    seen.values.push([sent.data.trim(), fresh.data.trim()]);
    seen.elements.add(live.get(sent).parentElement);
  }
  live.get(sent).data = fresh.data;
  sent.data = fresh.data;
}

function attributes(sent, fresh, seen) {
  const shown = live.get(sent);
  for (const { name } of [...sent.attributes]) {
    if (!fresh.hasAttribute(name)) {
      sent.removeAttribute(name);
      shown.removeAttribute(name);
    }
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (sent.getAttribute(name) === value) continue;
    sent.setAttribute(name, value);
    if (sent.nodeName === "LINK" && name === "href") restyle(sent, shown, value);
    else shown.setAttribute(name, value);
    if (sent.nodeName === "SCRIPT" && name === "src") seen.scripts = true;
  }
}

// The old style stays until the new one is there, so that nothing flickers.
function restyle(sent, shown, href) {
  const next = shown.cloneNode();
  next.href = href;
  next.addEventListener("load", () => shown.remove(), { once: true });
  shown.after(next);
  live.set(sent, next);
}

// Other nodes than before, which the page's own modules may have held on to.
function replace(sent, gone, come, before, seen) {
  if (!gone.length && !come.length) return;
  const parent = live.get(sent);
  const next = before ? live.get(before) : null;
  for (const node of gone) {
    live.get(node).remove();
    node.remove();
  }
  for (const node of come) {
    const kept = document.importNode(node, true);
    const shown = document.importNode(node, true);
    sent.insertBefore(kept, before ?? null);
    parent.insertBefore(shown, next && next.parentNode === parent ? next : null);
    pair(kept, shown);
    if (shown.nodeType === Node.ELEMENT_NODE) seen.parts.push(shown);
  }
}

// ---- announcing changes ---------------------------------------------------------------------------------------

function tell({ values, elements = new Set() }) {
  if (!values.length) return;
  for (const element of elements) element?.classList.add("preview-changed");
  setTimeout(() => elements.forEach((element) => element?.classList.remove("preview-changed")), 2500);
  const once = [...new Map(values.map(differing).map((pairOf) => [pairOf.join("\0"), pairOf])).values()];
  const list = make("ul", {}, ...once.slice(0, SHOWN).map(([old, now]) =>
    make("li", {}, make("del", {}, short(old)), " → ", make("ins", {}, short(now)))));
  if (once.length > SHOWN) list.append(make("li", {}, t.more(once.length - SHOWN)));
  show("toast", make("div", { className: "preview-toast", role: "status" }, make("p", {}, t.changed), list));
  clearTimeout(untold);
  untold = setTimeout(() => show("toast", null), 5000);
}

// What differs between two texts, in whole words: "US$3.88" and "US$4.88" of two sentences that are otherwise the same.
function differing([old, now]) {
  const [before, after] = [old, now].map((text) => text.match(WORD) ?? []);
  let start = 0;
  let end = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const cut = [before, after].map((words) => words.slice(start, words.length - end).join("").trim());
  return cut.every(Boolean) ? cut : [old, now]; // where words only came or went, the whole sentence says it better
}

function short(words) {
  return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}

// ---- what is wrong -------------------------------------------------------------------------------------------

function errors({ problems, failure }) {
  const errors = problems.some((problem) => problem.severity === "error");
  document.documentElement.classList.toggle("preview-has-errors", errors || Boolean(failure));
  if (!errors && !failure) {
    show("errors", null);
    return;
  }
  const box = make("section", { className: "preview-errors", role: "alert", tabIndex: 0 }, make("h2", {}, t.wrong));
  if (failure) box.append(make("pre", {}, failure[spoken]));
  box.append(make("ol", {}, ...problems.map(problem)));
  show("errors", box);
}

function problem(given) {
  const text = given[spoken];
  const where = `${given.file}:${given.line}:${given.column}`;
  const item = make("li", { className: given.severity });
  item.append(make("p", { className: "where" }, given.opens ? make("a", { href: given.opens, title: t.open }, where) : where,
    ` ${given.severity === "warning" ? `${t.warning} ` : ""}[${given.code}]`));
  item.append(make("p", { className: "what" }, text.message));
  if (given.excerpt.trim()) item.append(excerpt(given));
  if (text.hint) item.append(make("p", { className: "hint" }, t.hint, text.hint));
  return item;
}

function excerpt({ excerpt: line, line: number, column, end_column: end }) {
  const characters = [...line];
  const part = (from, to) => characters.slice(from, to).join("");
  return make("pre", {}, make("span", { className: "number" }, `${number} `), part(0, column - 1),
    make("mark", {}, part(column - 1, end - 1) || " "), part(end - 1));
}

// ---- the parts that lie over the page ------------------------------------------------------------------------

const parts = {};

function show(name, element) {
  parts[name]?.remove();
  parts[name] = element;
  if (element) document.body.append(element);
}

function make(name, properties, ...children) {
  const { role, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  if (role) element.setAttribute("role", role);
  element.append(...children);
  return element;
}

function gone() {
  show("gone", make("div", { className: "preview-gone", role: "alert" }, t.gone, " ", make("a", { href: "/" }, t.home)));
}

// ---- the socket ----------------------------------------------------------------------------------------------

const ANSWERS = {
  page: ({ base, html, start, end, text, mark: now }) => {
    if (html === undefined && base !== mark) {
      introduce(); // a message was lost: all of it, then
      return;
    }
    source = html ?? source.slice(0, start) + text + source.slice(source.length - end);
    mark = now;
    show("gone", null);
    update(source);
  },
  errors,
  gone,
};

function introduce() {
  socket.send(JSON.stringify({ command: "info", url: location.pathname, mark }));
}

function connect() {
  socket = new WebSocket(`${location.protocol.replace("http", "ws")}//${location.host}/livereload`);
  socket.addEventListener("open", () => {
    show("lost", null);
    socket.send(JSON.stringify({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] }));
    introduce();
  });
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    ANSWERS[message.command]?.(message);
  });
  socket.addEventListener("close", () => {
    show("lost", make("div", { className: "preview-lost", role: "status" }, t.lost));
    setTimeout(connect, AGAIN);
  });
}

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
sessionStorage.removeItem(KEPT);
if (kept) {
  scrollTo({ left: kept.left, top: kept.top, behavior: "instant" });
  tell(kept);
}
connect();
