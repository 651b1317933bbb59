/** How CloudWatch evaluates alarms: metric alarms, metric math, composite alarms, mute rules. */
export { actionsFor } from "./composite/actions";
export { type AlarmIndex, type AnyAlarm, alarmIndex, isMissing, labelOf } from "./composite/alarm-index";
export { type CompiledComposite, compileComposites } from "./composite/compiled";
export { evaluateRule, spokenForBy } from "./composite/evaluate";
export { limitsExceeded } from "./composite/limits";
export { simulateComposites } from "./composite/simulate";
export { isOnDynamoDb } from "./configuration";
export { longestRange } from "./evaluation-range";
export { applyMuteRules, rulesByAlarm } from "./mute/apply";
export { coverAlways, muteProblems } from "./mute/findings";
export { simulateMetricAlarm } from "./simulate";
export type { AlarmSimulation, SimulationInput } from "./simulation";
export type { AlarmState } from "./state";
