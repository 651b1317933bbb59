import { labelOf } from "../../terraform";
import type { Hold, SuppressionUnknown } from "../alarms";
import { missingText } from "./missing-text";
import { whyNotText } from "./why-not-text";

/** Why actions did not run, as a clause: `muted by "night"`, `suppressed by "deploying"`. */
export function holdText(hold: Hold): string {
  switch (hold.kind) {
    case "actions-disabled":
      return "actions disabled";
    case "muted":
      return `muted by "${hold.rule}"`;
    case "suppressed":
      return `suppressed by ${labelOf(hold.suppressor)}`;
    case "wait-period":
      return `waiting ${hold.seconds} s for suppressor ${labelOf(hold.suppressor)}`;
    case "extension-period":
      return `waiting ${hold.seconds} s after suppressor ${labelOf(hold.suppressor)}`;
    case "suppression-not-known":
      return `not known whether they ran: ${suppressionText(hold.because)}`;
  }
}

function suppressionText(because: SuppressionUnknown): string {
  switch (because.kind) {
    case "suppressor-not-known":
      return "the suppressor's name is not known";
    case "suppressor-missing":
      return `the suppressor's ${missingText(because.missing)}`;
    case "suppressor-not-simulated":
      return `the suppressor ${labelOf(because.suppressor)} was not simulated`;
    case "suppressor-not-evaluated":
      return `the suppressor ${labelOf(because.suppressor)} was not evaluated: ${whyNotText(because.whyNot)}`;
    case "period-not-known":
      return `the ${because.period} period of the suppressor is not known`;
  }
}
