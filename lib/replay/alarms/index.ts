/** How CloudWatch evaluates alarms: metric alarms, metric math, composite alarms, mute rules. */
export { alarmGraph, type AlarmGraph } from "./alarm-graph";
export type { AlarmIndex, Missing } from "./composite/alarm-index";
export type { CompiledComposite } from "./composite/compiled";
export { simulateComposites } from "./composite/simulate";
export { isOnDynamoDb } from "./configuration";
export type { Hold, SuppressionUnknown } from "./hold";
export { longestRange } from "./evaluation-range";
export { type GraphPeriods, mathGraph, metricGraph } from "./graph-data";
export { type NoData, noDataOf, type Publishing, publishingOf } from "./no-data";
export { applyMuteRules } from "./mute/apply";
export { notEvaluated, prepareAlarm, type PreparedAlarm, simulateMetricAlarm, simulatePrepared } from "./simulate";
export type { AlarmSimulation, SimulatedTransition, SimulationInput } from "./simulation";
export type { MissingOperand, UndocumentedReading } from "./transition-notes";
export { alarmRefusals } from "./refusals/alarm";
export type {
  AlarmLabel,
  AlarmRefusal,
  AttributeFault,
  DatapointFault,
  QueryFault,
  RuleFault,
  TimeZoneFault,
  UnknownAlarm,
  WhyNot,
} from "./why-not";
