// Evidence links open their footnote beside them. Without this module they jump to it.

const GAP = 8;

/** Puts the popover under the link, or above it where there is more room, inside the window and clear of the link. */
function place(popover, link) {
  const at = link.getBoundingClientRect();
  const below = innerHeight - at.bottom - 2 * GAP;
  const above = at.top - 2 * GAP;
  popover.style.maxBlockSize = "";
  const under = popover.offsetHeight <= below || below >= above;
  popover.style.maxBlockSize = `${Math.max(under ? below : above, 10 * GAP)}px`;
  const { offsetWidth: width, offsetHeight: height } = popover;
  const left = Math.min(at.left, document.documentElement.clientWidth - width - GAP);
  popover.style.top = `${under ? at.bottom + GAP : at.top - GAP - height}px`;
  popover.style.left = `${Math.max(GAP, left)}px`;
}

/** The footnote's content without what only makes sense in its own place. */
function contentOf(note) {
  const copy = note.cloneNode(true);
  for (const part of copy.querySelectorAll(".back")) part.remove();
  for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
  return copy.childNodes;
}

/** Upgrades every evidence link of a page. What it returns does the same for those that are made later in a part. */
export function upgradeEvidence(root) {
  const template = root.getElementById("evidence-popover");
  if (!template || !("popover" in HTMLElement.prototype)) return () => {};
  const popover = template.content.firstElementChild.cloneNode(true);
  const body = popover.querySelector(".evidence-notes");
  let opener = null;
  let pressed = null;
  root.body.append(popover);

  popover.querySelector(".close").addEventListener("click", () => popover.hidePopover());
  popover.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") return;
    opener?.setAttribute("aria-expanded", "false");
    opener = null;
  });
  // The page may still be scrolling to the link when its evidence opens.
  const follow = (event) => opener && event.target !== popover && place(popover, opener);
  addEventListener("resize", follow);
  addEventListener("scroll", follow, { capture: true, passive: true });

  function upgrade(link) {
    const note = root.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) return;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    // Pressing outside an open popover closes it before the click arrives: remember whose it was.
    link.addEventListener("pointerdown", () => { pressed = opener; });
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const again = (pressed ?? opener) === link;
      pressed = null;
      if (popover.matches(":popover-open")) popover.hidePopover();
      if (again) return;
      body.replaceChildren(...contentOf(note));
      popover.setAttribute("aria-label", note.querySelector("h3").textContent);
      link.focus(); // where the browser returns to when the popover closes
      popover.showPopover();
      place(popover, link);
      popover.focus({ preventScroll: true });
      opener = link;
      link.setAttribute("aria-expanded", "true");
    });
  }

  function upgradeWithin(part) {
    if (part !== root && part.matches("a.evidence-link")) upgrade(part);
    part.querySelectorAll("a.evidence-link").forEach(upgrade);
  }
  upgradeWithin(root);
  return upgradeWithin;
}
