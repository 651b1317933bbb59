import { registry, type RuleIdOf } from "../../base";

/** What can be wrong with a scenario, so that it proves nothing. */
export const scenarioRules = registry({
  "scenario-unreadable": {
    severity: "error",
    what: "A scenario's file is not YAML, has a key twice, or is nested or repeated without end.",
    why: "It cannot be run.",
    fix: "Fix the line, or put the value in quotes.",
  },
  "scenario-missing-key": {
    severity: "error",
    what: "A scenario lacks a key that it needs.",
    why: "It cannot be run.",
    fix: "Add the key.",
  },
  "scenario-unknown-key": {
    severity: "error",
    what: "A scenario has an unknown key.",
    why: "A misspelled key would have no effect, and no one would notice.",
    fix: "Use one of the known keys.",
  },
  "scenario-wrong-value": {
    severity: "error",
    what: "A value of a scenario is of the wrong kind.",
    why: "It cannot be run as it was meant.",
    fix: "Write a value of the kind that the message names.",
  },
  "scenario-without-expectation": {
    severity: "error",
    what: "A scenario, or an entry of its `expect`, expects nothing.",
    why: "It would hold whatever happens.",
    fix: "Say what is expected.",
  },
  "scenario-without-logs": {
    severity: "error",
    what: "No line of a scenario reaches a log group.",
    why: "Every alarm would stay quiet, whatever the scenario expects.",
    fix: "Write one of the template's log groups as `log_group` beside the lines, or `no_logs: true` if nothing is meant to be logged.",
  },
  "scenario-unknown-alarm": {
    severity: "error",
    what: "An expectation names an alarm that the template does not have.",
    why: "It would hold, or fail, for the wrong reason.",
    fix: "Name an alarm of the template.",
  },
  "scenario-unknown-filter": {
    severity: "error",
    what: "An expectation names a metric filter or log group that the template does not have.",
    why: "It would hold, or fail, for the wrong reason.",
    fix: "Name a metric filter of the template.",
  },
  "scenario-unknown-topic": {
    severity: "error",
    what: "An expectation names a topic or function that the template does not have.",
    why: "It would hold, or fail, for the wrong reason.",
    fix: "Name a topic or function of the template.",
  },
});

export type ScenarioRuleId = RuleIdOf<typeof scenarioRules>;
