// Everything here is an addition: each page is complete without it.
import { upgradeEvidence } from "./evidence.js";
import { addTableControls } from "./compare.js";

upgradeEvidence(document);
addTableControls(document);
