// Everything here is an addition: each page is complete without it.
import { addAges } from "./age.js";
import { upgradeEvidence } from "./evidence.js";
import { addTableControls } from "./compare.js";

addAges(document);
const upgrade = upgradeEvidence(document);
const renewTable = addTableControls(document);

/** The controls of the page that work things out, until `signal` takes them away. */
function addControls(signal) {
  const add = (module, name) => import(module).then((found) => signal.aborted || found[name](document, signal, upgrade));
  if (document.getElementById("weighing")) add("./weights.js", "addWeights");
  if (document.getElementById("calculator-data")) add("./calculator.js", "addCalculator");
}

let controls = new AbortController();
addControls(controls.signal);

// A preview puts new data and new parts into the page: the controls go, and begin anew with what is in the address.
document.addEventListener("pagechanging", () => controls.abort());
document.addEventListener("pagechange", (event) => {
  const { detail: parts } = /** @type {CustomEvent<Element[]>} */ (event);
  addAges(document);
  parts.forEach(upgrade);
  renewTable(parts.length > 0);
  controls = new AbortController();
  addControls(controls.signal);
});
