/** Scenarios: recorded or generated log lines, and what the alarms must do. */
export { scenarioBatches } from "./batches";
export { type AlarmCoverage, type Coverage, type CoverageCount, type ScenarioRun, coverage } from "./coverage";
export { scenarioSeries } from "./given-series";
export { judge } from "./judge";
export { scenarioJsonSchema } from "./json-schema";
export { readScenario } from "./read-scenario";
export { readScenarioText, type ScenarioText } from "./read-scenario-text";
export { type ScenarioRuleId, scenarioRules } from "./rules";
export { type Scenario, ScenarioError } from "./scenario";
export type { ScenarioFile } from "./schema";
export { type FinishedScenario, runScenario, type ScenarioRunOptions } from "./run-scenario";
export type { Difference, Verdict } from "./verdict";
