import type { DelimitedPattern } from "../../pattern";
import { type Level, levelNames } from "./levels";

/**
 * Whose rules the lines follow. `standard`: snake_case names, and the fields `timestamp`, `level`, `message`, `event` and `service.name` as the base
 * contract has them. `own`: lines as they are, by the rules of a library or a team; `line` says which fields hold what.
 */
export type Conventions = "standard" | "own";

/** How lines write a level: text as it is, upper and lower case told apart, or a number. */
export type Spelling = string | number;

/** How lines write each of our levels, with an empty list for one that is never written. */
export type LevelSpellings = Readonly<Record<Level, Spelling | readonly Spelling[]>>;

/** The fields of a line that have a role, which has the same meaning under any conventions. Fields are named as under `fields`. */
export interface LineRoles<FieldName extends string = string> {
  /**
   * When it happened. Its field is a `timestamp`, a number (such as pino's milliseconds), or a string of another form. Every line has it.
   *
   * @default - no field of the contract says so
   */
  readonly timestamp?: FieldName;

  /**
   * How severe it is; `levels` says how that is written. Every line has it.
   *
   * @default - lines have no level
   */
  readonly level?: FieldName;

  /**
   * What happened, for people. Every line has it, unless it is the event's name as well.
   *
   * @default - no field of the contract says so
   */
  readonly message?: FieldName;

  /**
   * Name of the event. It may be the field of the message: then a line with any other text is a line without an event.
   *
   * @default - lines name no event, so no signal has `on`
   */
  readonly event?: FieldName;

  /**
   * Name of the service that wrote the line.
   *
   * @default - lines do not say
   */
  readonly service?: FieldName;
}

/** What lines are under conventions of one's own. */
export interface LineDefinition<FieldName extends string = string> extends LineRoles<FieldName> {
  /**
   * How each level is written: `{ debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 }` for pino. All five are named, so that none
   * is forgotten; `[]` says that lines never have it.
   *
   * @default - as the standard levels: debug, info, warn, error, fatal
   */
  readonly levels?: LevelSpellings;

  /**
   * For lines of text: their parts, as a space-delimited filter pattern without conditions, `[ip, id, user, time, request, status, bytes]`.
   * Fields then are named as these parts.
   *
   * @default - lines are JSON objects
   */
  readonly text?: string;

  /**
   * A filter pattern of the lines that the contract describes, where a log group has others, too: `[report = REPORT, ...]`. Lines that do not match
   * are not held to it; signals find what they find among all.
   *
   * @default - all lines
   */
  readonly where?: string;
}

/** The names of the roles. */
export const lineRoles = [
  "timestamp",
  "level",
  "message",
  "event",
  "service",
] as const satisfies readonly (keyof LineRoles)[];

/** What lines are: which fields have which role, how levels are written, and how text is divided. */
export interface Line extends LineRoles {
  readonly levels: Readonly<Record<Level, readonly Spelling[]>>;

  /** Undefined for JSON. */
  readonly text?: DelimitedPattern;

  /** Filter pattern of the lines that the contract describes; undefined for all. */
  readonly where?: string;
}

/** Lines under the standard conventions. */
export const standardLine: Line = {
  timestamp: "timestamp",
  level: "level",
  message: "message",
  event: "event",
  service: "service.name",
  levels: spelled((level) => [level]),
};

/** A list of spellings for each level. */
export function spelled(of: (level: Level) => readonly Spelling[]): Line["levels"] {
  return Object.fromEntries(levelNames.map((level) => [level, of(level)])) as Record<Level, readonly Spelling[]>;
}

/** The level that a line's value means; undefined for a value that is not a level. Numbers and their texts are the same in lines of text. */
export function levelWritten({ levels, text }: Line, value: unknown): Level | undefined {
  const isIt = (spelling: Spelling): boolean =>
    spelling === value || (text !== undefined && String(spelling) === value);
  return levelNames.find((level) => levels[level].some(isIt));
}

/** The fields that every line has, whatever its event. A message that is the event may be missing: then the line has no event. */
export function alwaysRequired({ event, level, message, timestamp }: Line): readonly string[] {
  const said = message === event ? undefined : message;
  return [...new Set([timestamp, level, said].filter((name) => name !== undefined))];
}

/** Whether each value of the event's field has to be an event: not if it is the message, which may be anything. */
export function namesEvents({ event, message }: Line): boolean {
  return event !== undefined && event !== message;
}
