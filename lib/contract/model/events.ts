import type { Level } from "./levels";

/**
 * What an event means and which fields its line carries. Named `entity_action`, e.g. `payment_failed`; under conventions of one's own, as
 * the lines name it.
 */
export interface EventDefinition<FieldName extends string = string> {
  readonly level: Level;

  /** What happened, in a sentence. */
  readonly description: string;

  /**
   * Fields that every line of the event has, in addition to those that all lines have.
   *
   * @default - none
   */
  readonly required?: readonly FieldName[];

  /**
   * Fields that a line of the event may have.
   *
   * @default - none
   */
  readonly optional?: readonly FieldName[];
}

/** Events by name. */
export type EventTable<FieldName extends string = string> = Readonly<Record<string, EventDefinition<FieldName>>>;

/** The shape of an event's name under the standard conventions. */
export const eventNameShape = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/;

/** The shape of an event's name under any: text on one line, without `*`, which a filter pattern reads as a wildcard. */
export const ownEventNameShape = /^[^\s*\p{Cc}](?:[^*\p{Cc}]*[^\s*\p{Cc}])?$/u;
