// How long ago a date was. Pages are built without a clock, so the browser adds it, and says what may be outdated.
// <time data-since="2025-12-16" data-limit="90">: the first day it can be, and after how many days it counts as old.

const DAY = 86_400_000;
/** @type {Map<string, Intl.RelativeTimeFormat>} */
const formats = new Map(); // making one takes longer than all the rest

/**
 * Whole days from a date (YYYY-MM-DD) to a moment, both as this reader's calendar has them.
 * @param {string} since @param {Date} now
 */
export function daysSince(since, now) {
  const [year, month, day] = since.split("-").map(Number);
  return Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, day)) / DAY);
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [["year", 365], ["month", 30], ["day", 1]];

/**
 * "11 months ago", in the largest unit that has passed whole.
 * @param {number} days @param {string} language
 */
export function ago(days, language) {
  const [unit, length] = UNITS.find(([, length]) => days >= length) ?? UNITS[2];
  const numeric = unit === "day" ? "auto" : "always"; // "today", but never "last month"
  const key = `${language} ${numeric}`;
  const format = formats.get(key) ?? new Intl.RelativeTimeFormat(language, { numeric });
  formats.set(key, format);
  return format.format(-Math.floor(days / length), unit);
}

/**
 * Each age anew, wherever one is wanted.
 * @param {Document | Element} root @param {Date} [now]
 */
export function addAges(root, now = new Date()) {
  const page = root.ownerDocument ?? /** @type {Document} */ (root);
  const { age, ageOld } = page.body.dataset;
  if (!age || !ageOld) return;
  for (const time of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("time[data-since]"))) {
    const days = daysSince(time.dataset.since ?? "", now);
    time.querySelector(":scope > .age")?.remove();
    if (days < 0) continue;
    const old = days > Number(time.dataset.limit ?? Infinity);
    const added = page.createElement("span");
    added.className = old ? "age old" : "age";
    added.textContent = (old ? ageOld : age).replace("{age}", ago(days, page.documentElement.lang));
    time.append(added);
  }
}
