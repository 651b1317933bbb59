export { alarmDefaults, usualMissingData, type MissingValue, type TreatMissingData } from "./alarm-defaults";
export { baseContract } from "./base";
export { checkContract } from "./check";
export { lineChecker, type LineProblem } from "./check-line";
export type {
  BoundedField,
  Contract,
  ContractDefinition,
  EventFields,
  FieldValue,
  NumberField,
  ReadsOver,
} from "./contract";
export { ContractError, defineContract } from "./define";
export { eventName, type EventDefinition, type EventTable } from "./events";
export {
  fieldNamePart,
  isBounded,
  selectorOf,
  selectorText,
  type Field,
  type FieldTable,
  type FieldType,
} from "./fields";
export { filtersOf, type SignalFilter } from "./filters";

export { logLineSchema } from "./json-schema";
export { levelAliases, levelOf, levels, type Level } from "./levels";
export { contractMarkdown } from "./markdown";
export {
  all,
  any,
  eq,
  gt,
  gte,
  isNull,
  lt,
  lte,
  matches,
  missing,
  ne,
  oneOf,
  type Predicate,
  type Read,
  type ReadAs,
} from "./predicate";

export type { RedactedShape, Redaction } from "./redaction";
export { resolveContract } from "./resolve";
export { type ContractFinding, type ContractRuleId, contractRules } from "./rules";

export { signalName, type Signal, type SignalDefinition } from "./signals";
