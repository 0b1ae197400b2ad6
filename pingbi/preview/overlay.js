const host = document.createElement("preview-overlay");
const root = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  section { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 9999;
    background: #181a1f; color: #eceef2; border-top: 6px solid #ff8a7d; padding: 1rem 1.5rem; }
  h2 { font: 600 1rem/1.5 system-ui, sans-serif; margin: 0 0 .5rem; color: #ff8a7d; }
  pre { font: 14px/1.6 ui-monospace, monospace; white-space: pre-wrap; margin: 0; }
`);
root.adoptedStyleSheets = [sheet];
const box = document.createElement("section");
box.setAttribute("role", "alert");
const title = document.createElement("h2");
title.textContent = "This is the last good page; the newest content has problems:";
const text = document.createElement("pre");
text.textContent = problems;
box.append(title, text);
root.append(box);
document.body.append(host);
