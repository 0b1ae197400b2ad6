// Everything here is an addition: each page is complete without it.
import { addAges } from "./age.js";
import { upgradeEvidence } from "./evidence.js";
import { addTableControls } from "./compare.js";

addAges(document);
const upgrade = upgradeEvidence(document);
addTableControls(document);
if (document.getElementById("weighing")) import("./weights.js").then(({ addWeights }) => addWeights(document));
if (document.getElementById("calculator-data")) import("./calculator.js").then(({ addCalculator }) => addCalculator(document, upgrade));

// In a preview parts of the page are replaced: they are upgraded like the rest, unless something holds on to the old ones.
document.addEventListener("pagechange", (event) => {
  if (document.querySelector("#weighing, #calculator-data, form.controls")) return event.preventDefault();
  addAges(event.target);
  return upgrade(event.target);
});
