/** Recorded or generated lines, and what the alarms must make of them. */
export { scenarioBatches } from "./batches";
export { type AlarmCoverage, type Coverage, type CoverageCount, type ScenarioRun, coverage } from "./coverage";
export { scenarioSeries } from "./given-series";
export { type Difference, type Verdict, judge } from "./judge";
export { readScenario } from "./read-scenario";
export { type ScenarioRuleId, scenarioRules } from "./rules";
export { type Scenario, ScenarioError } from "./scenario";
