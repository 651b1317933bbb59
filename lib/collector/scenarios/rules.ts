import { registry, type RuleIdOf } from "../../base";

/** What can be wrong with a scenario for a collector. */
export const collectorScenarioRules = registry({
  "collector-scenario-unreadable": {
    severity: "error",
    what: "A scenario's file, or a file that it names, cannot be read.",
    why: "It cannot be run.",
    fix: "Fix the line, or name another file.",
  },
  "collector-scenario-missing-key": {
    severity: "error",
    what: "A scenario lacks a key that it needs.",
    why: "It cannot be run.",
    fix: "Add the key.",
  },
  "collector-scenario-unknown-key": {
    severity: "error",
    what: "A scenario has an unknown key.",
    why: "A misspelled key would have no effect, and no one would notice.",
    fix: "Use one of the known keys.",
  },
  "collector-scenario-wrong-value": {
    severity: "error",
    what: "A value of a scenario is of the wrong kind.",
    why: "It cannot be run as it was meant.",
    fix: "Write a value of the kind that the message names.",
  },
  "collector-scenario-empty": {
    severity: "error",
    what: "A scenario sends nothing, or it or an entry of its `expect` expects nothing.",
    why: "It would hold whatever the collector does.",
    fix: "Say what is sent and what is expected.",
  },
  "collector-scenario-unknown-component": {
    severity: "error",
    what: "A scenario names a receiver, exporter or pipeline that the configuration does not have, or that does not carry what is sent.",
    why: "It would hold, or fail, for the wrong reason.",
    fix: "Name one of the configuration.",
  },
  "collector-scenario-unknown-event": {
    severity: "error",
    what: "A scenario names an event, a field of one, or a service that no contract of the project has; or no contract is known.",
    why: "No application writes such a line.",
    fix: "Name one of a contract, and run the scenario with `--env`.",
  },
  "collector-scenario-not-sent": {
    severity: "error",
    what: "The collector did not take what a scenario sent.",
    why: "What never came in does not come out, whatever the configuration does.",
    fix: "Read the answer of the collector.",
  },
  "collector-scenario-not-quiet": {
    severity: "warning",
    what: "The collector was still working when the wait for it ended.",
    why: "What had not come out by then was not judged.",
    fix: "Send less, or shorten intervals in the configuration.",
  },
  "collector-scenario-nothing-expected": {
    severity: "info",
    what: "A scenario sends something of which it expects nothing.",
    why: "Whatever happens to it, the scenario holds.",
    fix: "Say what becomes of it, or do not send it.",
  },
});

export type CollectorScenarioRuleId = RuleIdOf<typeof collectorScenarioRules>;
