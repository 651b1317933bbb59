import { type Field, type Level, levelNames, type LineDefinition, type Spelling } from "../contract";
import type { EventTally } from "./event-tally";
import type { EventFacts, Exception } from "./inferred";
import type { SeenJson } from "./json-lines";
import { type SeenLevels, seenLevels } from "./level-spellings";
import { isLegible } from "./names";
import type { PathStats } from "./path-stats";
import { candidatesIn, LEAST_SHARE } from "./role-candidates";
import type { EventDefinition } from "../contract";

/** The roles of fields, how levels are written, and the events. */
export interface Roles {
  readonly line: LineDefinition;
  readonly levels: SeenLevels | undefined;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly eventFacts: ReadonlyMap<string, EventFacts>;
  /** Lines with another name than these. */
  readonly unnamed: number;
  readonly exceptions: readonly Exception[];
}

/** Events that are declared at most, where lines need not name one of them. */
const MOST_EVENTS = 40;

/** As many names of a field of its own can be events: each has to be declared. */
const MOST_OWN_EVENTS = 150;

/** @param declared the paths that are fields */
export function rolesOf(seen: SeenJson, declared: readonly PathStats[]): Roles {
  const fields = new Map(declared.map((stats) => [stats.path, stats]));
  const now = candidatesIn(declared, seen.lines);
  const level = now.levels.find((path) => areWritable(fields.get(path)));
  const levels = level === undefined ? undefined : levelsAt(fields.get(level));
  const timestamp = now.timestamps[0];
  const message = now.messages.find((path) => path !== level);
  const service = now.services.find((path) => path !== level && path !== message);
  const hasLevels = level === undefined || level === seen.roles.levels[0];
  const named = hasLevels ? eventsIn(seen, fields, { level, levels, message }) : undefined;
  const roles = [timestamp, level, message].flatMap((path) => (path === undefined ? [] : (fields.get(path) ?? [])));
  return {
    line: {
      ...(timestamp === undefined ? {} : { timestamp }),
      ...(level === undefined ? {} : { level }),
      ...(message === undefined ? {} : { message }),
      ...(named === undefined ? {} : { event: named.field }),
      ...(service === undefined || service === named?.field ? {} : { service }),
      ...(levels === undefined ? {} : { levels: levelsDefinition(levels) }),
    },
    levels,
    events: named?.events ?? {},
    eventFacts: named?.facts ?? new Map(),
    unnamed: named?.unnamed ?? 0,
    exceptions: [
      ...[...new Set(roles)].flatMap(({ filled, path }): Exception[] =>
        filled === seen.lines ? [] : [{ kind: "missing", field: path, lines: seen.lines - filled }],
      ),
      ...(named?.exceptions ?? []),
    ],
  };
}

function levelsAt(stats: PathStats | undefined): SeenLevels | undefined {
  return stats?.values === undefined ? undefined : seenLevels(stats.values, stats.path);
}

function areWritable(stats: PathStats | undefined): boolean {
  const levels = levelsAt(stats);
  return levels !== undefined && levelNames.every((level) => levels.spellings[level].every(isWritable));
}

function isWritable(spelling: Spelling): boolean {
  return typeof spelling === "number" || isLegible(spelling);
}

/** One spelling as it is, several as a list. */
export function levelsDefinition({ spellings }: SeenLevels): Record<Level, Spelling | readonly Spelling[]> {
  return Object.fromEntries(
    levelNames.map((level) => {
      const [first, ...others] = spellings[level];
      return [level, first !== undefined && others.length === 0 ? first : spellings[level]];
    }),
  ) as Record<Level, Spelling | readonly Spelling[]>;
}

interface NamedEvents {
  readonly field: string;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly facts: ReadonlyMap<string, EventFacts>;
  readonly unnamed: number;
  readonly exceptions: readonly Exception[];
}

interface Beside {
  readonly level: string | undefined;
  readonly levels: SeenLevels | undefined;
  readonly message: string | undefined;
}

/** The first field whose values are names of events: one of its own, all of whose values are, or the message, if a few are most lines. */
function eventsIn(seen: SeenJson, fields: ReadonlyMap<string, PathStats>, beside: Beside): NamedEvents | undefined {
  for (const [field, tally] of seen.events) {
    if (!fields.has(field) || field === beside.level) continue;
    const found =
      field === beside.message
        ? ofMessages(field, tally, seen, fields, beside)
        : ofOwn(field, tally, seen, fields, beside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofOwn(
  field: string,
  tally: EventTally,
  seen: SeenJson,
  fields: ReadonlyMap<string, PathStats>,
  beside: Beside,
): NamedEvents | undefined {
  // Each name has to be an event, and often: what occurs once may be an id.
  if (tally.others > 0 || tally.names.size > MOST_OWN_EVENTS || tally.named < tally.names.size * 2) return undefined;
  const events = [...tally.names].map(([name, lines]) => eventOf(name, lines, seen, fields, beside));
  const exceptions = events.flatMap((event) => event.exceptions);
  const different = exceptions.reduce((sum, { lines }) => sum + lines, 0);
  if (different > seen.lines * (1 - LEAST_SHARE)) return undefined;
  return { field, ...tables(events), unnamed: 0, exceptions };
}

function ofMessages(
  field: string,
  tally: EventTally,
  seen: SeenJson,
  fields: ReadonlyMap<string, PathStats>,
  beside: Beside,
): NamedEvents | undefined {
  const often = [...tally.names]
    .filter(([, { lines }]) => lines >= Math.max(2, seen.lines * 0.002))
    .map(([name, lines]) => eventOf(name, lines, seen, fields, beside))
    // Another text is no event, so a message of several levels can be left out.
    .filter(({ exceptions }) => exceptions.length === 0);
  const top = new Set(often.toSorted((a, b) => b.lines - a.lines).slice(0, MOST_EVENTS));
  const events = often.filter((event) => top.has(event));
  const covered = events.reduce((sum, { lines }) => sum + lines, 0);
  if (events.length === 0 || covered < seen.lines * 0.5 || covered < events.length * 3) return undefined;
  return { field, ...tables(events), unnamed: tally.named - covered, exceptions: [] };
}

interface SeenEvent {
  readonly name: string;
  readonly lines: number;
  readonly definition: EventDefinition;
  readonly exceptions: readonly Exception[];
}

function tables(events: readonly SeenEvent[]): Pick<NamedEvents, "events" | "facts"> {
  return {
    events: Object.fromEntries(events.map(({ definition, name }) => [name, definition])),
    facts: new Map(events.map(({ lines, name }) => [name, { lines }])),
  };
}

/** Fields of an event that are listed as optional at most. */
const MOST_OPTIONAL = 20;

function eventOf(
  name: string,
  {
    fields: has,
    levels,
    lines,
  }: {
    readonly fields: ReadonlyMap<PathStats, number>;
    readonly levels: ReadonlyMap<Spelling, number>;
    readonly lines: number;
  },
  seen: SeenJson,
  fields: ReadonlyMap<string, PathStats>,
  { level: levelField, levels: known }: Beside,
): SeenEvent {
  const byLevel = new Map<Level, Map<Spelling, number>>();
  for (const [spelling, count] of levels) {
    const level = levelNames.find((each) => known?.spellings[each].includes(spelling) === true);
    if (level === undefined) continue;
    const all = byLevel.get(level) ?? new Map<Spelling, number>();
    byLevel.set(level, all.set(spelling, count));
  }
  const count = (spellings: ReadonlyMap<Spelling, number>): number =>
    [...spellings.values()].reduce((sum, each) => sum + each, 0);
  const [usual, ...others] = [...byLevel].toSorted(([, a], [, b]) => count(b) - count(a));
  // What every line has, events need not name.
  const own = [...has].filter(
    ([stats]) => fields.get(stats.path) === stats && stats.filled < seen.lines && stats.path !== levelField,
  );
  const order = new Map([...fields.keys()].map((path, at) => [path, at]));
  const inOrder = own.toSorted(([a], [b]) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0));
  const required = inOrder.filter(([, each]) => each === lines).map(([stats]) => stats.path);
  const optional = inOrder
    .filter(([, each]) => each < lines)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_OPTIONAL)
    .map(([stats]) => stats.path)
    .toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return {
    name,
    lines,
    definition: {
      level: usual?.[0] ?? "info",
      description: seenTimes(lines, seen.lines),
      ...(required.length === 0 ? {} : { required }),
      ...(optional.length === 0 ? {} : { optional }),
    },
    exceptions: others.map(([level, spellings]) => ({
      kind: "level",
      event: name,
      level,
      spellings: [...spellings.keys()],
      lines: count(spellings),
    })),
  };
}

function seenTimes(lines: number, all: number): string {
  const times = lines === 1 ? "once" : `${lines.toLocaleString("en-US")} times`;
  return `Seen ${times}, ${shareText(lines, all)} of lines.`;
}

/** `97 %`; never 0 % for what was seen, and 100 % only for all. */
export function shareText(part: number, all: number): string {
  if (part === all) return "100 %";
  const percent = (100 * part) / all;
  if (percent < 0.1) return "under 0.1 %";
  if (percent > 99.9) return "over 99.9 %";
  return `${percent < 1 || percent > 99 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** A field of a role, or of the level: what `line` says of it, `fields` must not repeat. */
export function roleField(
  field: Field,
  path: string,
  { event, level, message, service, timestamp }: LineDefinition,
): Field {
  const { bounded, values, ...rest } = field;
  const description = roleDescriptions.find(
    ([role]) => ({ event, level, message, service, timestamp })[role] === path,
  )?.[1];
  const kept = description === undefined ? rest : { ...rest, description };
  if (path === level) return { type: kept.type, description: kept.description };
  if (path === message) return kept;
  if (path === event || path === service) return field.pii === true ? kept : { ...kept, bounded: true };
  return path === timestamp
    ? kept
    : { ...kept, ...(values === undefined ? {} : { values }), ...(bounded === undefined ? {} : { bounded }) };
}

const roleDescriptions = [
  ["timestamp", "When it happened."],
  ["level", "How severe it is."],
  ["message", "What happened, for people."],
  ["event", "Name of the event."],
  ["service", "Service that wrote the line."],
] as const;
