// Controls of the whole table: choose products, only differences, only unknowns, find a row.
// What is chosen stands in the address, so that a copied link shows the same view.

function read(table) {
  const columns = [...table.tHead.rows[0].cells].slice(1);
  const groups = [...table.tBodies].map((body) => {
    const heading = body.querySelector("tr.group");
    const rows = [...body.querySelectorAll("tr[data-row]:not(.why)")].map((row) => ({
      row,
      why: row.nextElementSibling?.matches(".why") ? row.nextElementSibling : null,
      cells: [...row.querySelectorAll("td")],
      text: row.cells[0].textContent.trim().normalize("NFKC").toLowerCase(),
    }));
    return { heading, rows };
  });
  return { columns, groups };
}

function fromAddress(form) {
  const query = new URLSearchParams(location.search);
  const chosen = query.get("p")?.split(",");
  for (const box of form.elements.p) box.checked = !chosen || chosen.includes(box.value);
  form.elements.d.checked = query.has("d");
  form.elements.u.checked = query.has("u");
  form.elements.q.value = query.get("q") ?? "";
}

function toAddress(form) {
  const boxes = [...form.elements.p];
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  const query = [];
  if (chosen.length < boxes.length) query.push(`p=${chosen.map(encodeURIComponent).join(",")}`);
  if (form.elements.d.checked) query.push("d=1");
  if (form.elements.u.checked) query.push("u=1");
  if (form.elements.q.value) query.push(`q=${encodeURIComponent(form.elements.q.value)}`);
  history.replaceState(null, "", `${location.pathname}${query.length ? `?${query.join("&")}` : ""}${location.hash}`);
}

function show(form, { columns, groups }, status) {
  const visible = [...form.elements.p].map((box) => box.checked);
  const wanted = form.elements.q.value.trim().normalize("NFKC").toLowerCase();
  let shown = 0;
  let total = 0;
  columns.forEach((cell, i) => { cell.hidden = !visible[i]; });
  for (const { heading, rows } of groups) {
    let any = false;
    for (const { row, why, cells, text } of rows) {
      cells.forEach((cell, i) => { cell.hidden = !visible[i]; });
      const seen = cells.filter((_, i) => visible[i]);
      const values = () => new Set(seen.map((cell) => cell.querySelector(".value").textContent.trim()));
      const fits = text.includes(wanted)
        && (!form.elements.d.checked || values().size > 1)
        && (!form.elements.u.checked || seen.some((cell) => cell.dataset.state === "unknown"));
      row.hidden = !fits;
      // What explains the row speaks of all products, so it goes when one of them is hidden.
      const explained = why && seen.length === cells.length;
      if (why) why.hidden = !fits || !explained;
      row.cells[0].rowSpan = explained ? 2 : 1;
      any ||= fits;
      shown += fits;
      total += 1;
    }
    heading.hidden = !any;
    heading.cells[0].colSpan = 1 + visible.filter(Boolean).length;
  }
  status.textContent = `${shown} / ${total}`;
}

/** What it returns takes up values that have changed; where `anew`, there are other rows or products than before. */
export function addTableControls(root) {
  const template = root.getElementById("table-controls");
  const table = root.getElementById("values");
  if (!template || !table) return () => {};
  const form = template.content.firstElementChild.cloneNode(true);
  const status = form.querySelector(".shown");
  let parts = read(table);
  if (!form.elements.p?.length) return () => {};
  template.before(form);

  const update = () => show(form, parts, status);
  form.addEventListener("input", () => { update(); toAddress(form); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { update(); toAddress(form); }));
  addEventListener("popstate", () => { fromAddress(form); update(); });
  fromAddress(form);
  update();
  return (anew) => {
    if (anew) {
      form.querySelector("fieldset").replaceWith(template.content.cloneNode(true).querySelector("fieldset"));
      parts = read(table);
      fromAddress(form);
    }
    update();
  };
}
