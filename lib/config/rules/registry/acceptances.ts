import type { Rule } from "../../../base";

/** What can be wrong with acceptances after everything was checked. */
export const acceptanceRules = {
  "acceptance-unused": {
    severity: "warning",
    what: "Every acceptance has a finding that it accepts.",
    why: "One that is left over would hide the next finding of its rule, which nobody has looked at.",
    fix: "Remove it, or correct its path.",
  },
} as const satisfies Readonly<Record<string, Rule>>;
