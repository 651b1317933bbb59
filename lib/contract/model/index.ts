/**
 * What a log line is: levels, fields, events, redaction, and the types of contracts. Only data and types, for code that does not
 * need the checker or the pattern parser, such as code that runs inside an application.
 */
export { baseEvents } from "./base-events";
export { baseFields } from "./base-fields";
export { baseRedaction } from "./base-redaction";
export type {
  BoundedField,
  Contract,
  ContractDefinition,
  EventFields,
  FieldValue,
  NumberField,
  ReadsOver,
} from "./contract";
export { eventNameShape, type EventDefinition, type EventTable, ownEventNameShape } from "./events";
export {
  dimensionOf,
  fieldAt,
  fieldIn,
  fieldNamePartShape,
  fieldRead,
  isBounded,
  isSelectable,
  keysOf,
  selectorOf,
  selectorText,
  type Field,
  type FieldTable,
  type FieldType,
} from "./fields";
export { levelAliases, levelNames, levelOf, levels, type Level } from "./levels";
export {
  alwaysRequired,
  type Conventions,
  type LevelSpellings,
  levelWritten,
  type Line,
  type LineDefinition,
  type LineRoles,
  lineRoles,
  namesEvents,
  spelled,
  type Spelling,
  standardLine,
} from "./line";
export type { Predicate, Read, ReadAs } from "./predicate";
export type { RedactedShape, Redaction } from "./redaction";
export { signalNameShape, type Signal, type SignalDefinition } from "./signals";
