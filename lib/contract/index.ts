export { alarmDefaults, type MissingValue, usualMissingData, usualRunbook } from "./alarm-defaults";
export { baseContract } from "./base";
export { checkContract, inspectContract } from "./check";
export { eventChecker, isOfLambda, partReader } from "./check-event";
export { lineChecker } from "./check-line";
export { isTimestamp } from "./check-roles";
export { isContained } from "./contained";
export { defineContract } from "./define";
export { ecsName } from "./ecs";
export { type ExampleLine, exampleLine } from "./example-line";
export { filtersOf, type SignalFilter, usesRegex } from "./filters";
export { logLineSchema } from "./json-schema";
export type { LineProblem } from "./line-problem";
export type { LineValue } from "./line-with";
export { contractMarkdown } from "./markdown";
export {
  type BoundedField,
  type Contract,
  type ContractDefinition,
  type Conventions,
  type EventDefinition,
  type EventFields,
  eventNameShape,
  type EventTable,
  type Field,
  fieldNamePartShape,
  type FieldTable,
  type FieldType,
  type FieldValue,
  fieldAt,
  fieldIn,
  fieldRead,
  isBounded,
  isSelectable,
  keysOf,
  type Level,
  levelAliases,
  levelOf,
  levels,
  levelNames,
  type LevelSpellings,
  type Line,
  type LineDefinition,
  type LineRoles,
  lineRoles,
  type NumberField,
  type Predicate,
  type Read,
  type ReadAs,
  type ReadsOver,
  type RedactedShape,
  type Redaction,
  selectorOf,
  selectorText,
  type Signal,
  type SignalDefinition,
  signalNameShape,
  type Spelling,
  standardLine,
} from "./model";
export { linesOfService, narrowed, serviceFieldOf, usualPattern } from "./narrow";
export { all, any, eq, gt, gte, isNull, lt, lte, matches, missing, ne, oneOf } from "./predicate";
export { ContractError, contractOf } from "./refused";
export {
  type ContractReport,
  type FaultyParts,
  isRefused,
  nothingFaulty,
  reported,
  reportOf,
  reportsFrom,
} from "./report";
export { type PresetName, presetNames, presetOf, presets } from "./presets";
export { resolveContract } from "./resolve";
export { levelsOfSignal, type SignalLevels } from "./signal-levels";
export { type ContractFinding, type ContractRuleId, contractRules } from "./rules";
