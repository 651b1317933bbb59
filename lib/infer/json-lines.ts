import { valueAt } from "../base";
import { fieldIn, keysOf } from "../contract";
import { EventTally } from "./event-tally";
import { withoutStyle } from "./names";
import { PathStats } from "./path-stats";
import { isSecretKey, sensitiveIn } from "./sensitive";
import { candidatesIn, type RoleCandidates } from "./role-candidates";

/** Paths that are remembered. */
const MOST_PATHS = 3000;

/** Keys of one object, over all lines, beyond which they are taken for data: ids, not names. */
const MOST_KEYS = 400;

/** Longest key that is remembered. */
const LONGEST_KEY = 256;

/** Names of paths that are not remembered, of which it is remembered that they were there. */
const MOST_FORGOTTEN = 50_000;

/** Levels of nesting that are entered. */
const DEEPEST = 12;

/** Lines after which it is decided which fields may name events and levels, and the characters that are kept until then. */
const CALIBRATION_LINES = 1000;
const CALIBRATION_CHARACTERS = 8_000_000;

/** What is at a place of the lines: an object's key, and what is inside. */
interface Place {
  readonly stats: PathStats;
  readonly keys: Map<string, Place>;
  readonly depth: number;
}

/** Everything that was seen in lines of JSON. */
export interface SeenJson {
  readonly lines: number;

  /** In the order in which the lines have them, what belongs to one object together. */
  readonly paths: readonly PathStats[];

  /** Objects whose keys are not entered: their keys are data, or they lie too deep; with the number of their keys, at least. */
  readonly opaque: ReadonlyMap<string, OpaqueObject>;

  /** How often something was seen at a path that is not remembered: there were too many, or its key is too long. */
  readonly forgotten: number;

  /** The names of such paths without their style; and of those among them that hold objects. */
  readonly forgottenNames: ReadonlySet<string>;
  readonly forgottenObjects: ReadonlySet<string>;
  readonly roles: RoleCandidates;

  /** By the field that may name the event. */
  readonly events: ReadonlyMap<string, EventTally>;
}

export interface OpaqueObject {
  readonly why: "keys" | "depth";
  readonly keys: number;
}

/** Looks at lines of JSON, one after the other, in bounded memory. */
export class JsonLines {
  lines = 0;
  readonly #root: Place = { stats: new PathStats(""), keys: new Map(), depth: 0 };
  readonly #byPath = new Map<string, PathStats>();
  readonly #opaque = new Map<string, { why: OpaqueObject["why"]; keys: number }>();
  readonly #forgottenNames = new Set<string>();
  readonly #forgottenObjects = new Set<string>();
  #forgotten = 0;
  #waiting: object[] | undefined = [];
  #characters = 0;
  #roles: RoleCandidates = { levels: [], events: [], messages: [], timestamps: [], services: [] };
  readonly #tallies = new Map<string, { readonly keys: readonly string[]; readonly tally: EventTally }>();
  #levelKeys: readonly string[] | undefined;
  readonly #touched: PathStats[] = [];

  /** @param characters length of the line's text */
  add(line: object, characters: number): void {
    this.lines++;
    this.#touched.length = 0;
    this.#enter(line, this.#root);
    if (this.#waiting === undefined) {
      this.#count(line, this.#touched);
      return;
    }
    this.#waiting.push(line);
    this.#characters += characters;
    if (this.#waiting.length >= CALIBRATION_LINES || this.#characters >= CALIBRATION_CHARACTERS) this.#calibrate();
  }

  finish(): SeenJson {
    this.#calibrate();
    this.#closeMaps(this.#root);
    return {
      lines: this.lines,
      paths: this.#inOrder(),
      opaque: this.#opaque,
      forgotten: this.#forgotten,
      forgottenNames: this.#forgottenNames,
      forgottenObjects: this.#forgottenObjects,
      roles: this.#roles,
      events: new Map([...this.#tallies].map(([path, { tally }]) => [path, tally])),
    };
  }

  /** Decides which fields are looked at as events, and looks at the lines so far. */
  #calibrate(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    this.#roles = candidatesIn([...this.#byPath.values()], this.lines);
    const [level] = this.#roles.levels;
    this.#levelKeys = level === undefined ? undefined : keysOf(level);
    for (const path of new Set([...this.#roles.events, ...this.#roles.messages.slice(0, 1)]))
      this.#tallies.set(path, { keys: keysOf(path), tally: new EventTally() });
    if (this.#tallies.size === 0) return;
    for (const line of waiting) this.#count(line, this.#pathsIn(line));
  }

  #count(line: object, touched: readonly PathStats[]): void {
    if (this.#tallies.size === 0) return;
    const level = this.#levelKeys === undefined ? undefined : valueAt(line, this.#levelKeys);
    for (const { keys, tally } of this.#tallies.values()) tally.add(valueAt(line, keys), level, touched);
  }

  #enter(object: object, place: Place): void {
    for (const [key, value] of Object.entries(object)) {
      const inner = place.keys.get(key) ?? this.#placeOf(key, value, place);
      if (inner !== undefined) this.#see(value, inner);
      else if (this.#opaque.has(place.stats.path)) return;
    }
  }

  /** A new place; undefined where it is not remembered. */
  #placeOf(key: string, value: unknown, place: Place): Place | undefined {
    const path = fieldIn(place.stats.path, key);
    if (place !== this.#root && place.keys.size >= MOST_KEYS) {
      this.#close(place, "keys");
      return undefined;
    }
    let stats = this.#byPath.get(path);
    if (stats === undefined) {
      if (this.#byPath.size >= MOST_PATHS || key.length > LONGEST_KEY) {
        this.#forget(path, value);
        return undefined;
      }
      stats = new PathStats(path, isSecretKey(key));
      this.#byPath.set(path, stats);
    }
    const made = { stats, keys: new Map<string, Place>(), depth: place.depth + 1 };
    place.keys.set(key, made);
    return made;
  }

  #forget(path: string, value: unknown): void {
    this.#forgotten++;
    const name = withoutStyle(path);
    if (name.length > LONGEST_KEY || this.#forgottenNames.size >= MOST_FORGOTTEN) return;
    this.#forgottenNames.add(name);
    if (typeof value === "object") this.#forgottenObjects.add(name);
  }

  /** Objects with keys that are data, as far as that shows in the keys. */
  #closeMaps(place: Place): void {
    if (place !== this.#root && hasKeysOfData(place)) this.#close(place, "keys");
    for (const inner of place.keys.values()) this.#closeMaps(inner);
  }

  /** From now on nothing in the object is looked at. */
  #close(place: Place, why: OpaqueObject["why"]): void {
    this.#opaque.set(place.stats.path, { why, keys: place.keys.size });
    for (const inner of place.keys.values()) this.#remove(inner);
    place.keys.clear();
  }

  #remove({ keys, stats }: Place): void {
    this.#byPath.delete(stats.path);
    for (const inner of keys.values()) this.#remove(inner);
  }

  #see(value: unknown, place: Place): void {
    const { stats } = place;
    const isFirst = stats.enter(this.lines);
    if (value === null) {
      if (isFirst) stats.nulls++;
      return;
    }
    if (isFirst) this.#touched.push(stats);
    if (typeof value === "string") stats.text(value);
    else if (typeof value === "number") stats.number(value);
    else if (typeof value === "boolean") stats.flag(value);
    else if (Array.isArray(value)) seeList(value, stats);
    else if (typeof value === "object") {
      stats.objects++;
      if (this.#opaque.has(stats.path)) return;
      if (place.depth >= DEEPEST) this.#close(place, "depth");
      else this.#enter(value, place);
    }
  }

  /** The paths that a line has a value at, as {@link add} has found them. */
  #pathsIn(line: object): PathStats[] {
    const found = new Set<PathStats>();
    const enter = (object: object, place: Place): void => {
      for (const [key, value] of Object.entries(object)) {
        const inner = value === null ? undefined : place.keys.get(key);
        if (inner === undefined) continue;
        found.add(inner.stats);
        if (typeof value === "object" && !Array.isArray(value)) enter(value as object, inner);
      }
    };
    enter(line, this.#root);
    return [...found];
  }

  #inOrder(): PathStats[] {
    const found = new Set<PathStats>();
    const enter = ({ keys }: Place): void => {
      for (const inner of keys.values()) {
        if (this.#byPath.get(inner.stats.path) === inner.stats) found.add(inner.stats);
        enter(inner);
      }
    };
    enter(this.#root);
    return [...found];
  }
}

function seeList(list: readonly unknown[], stats: PathStats): void {
  if (list.length === 0) stats.emptyLists++;
  else if (list.every((item) => typeof item === "string")) stats.textLists++;
  else stats.otherLists++;
}

const ID =
  /^(?:\d+|[0-9a-f]{8,}|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z]{1,10}[-_:]?\d{3,}|\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|.*@.*)$/i;

/** Most keys that few of an object's lines have, or that look like ids, are data. */
function hasKeysOfData({ keys, stats }: Place): boolean {
  const all = [...keys];
  const ids = all.filter(([key]) => ID.test(key) || sensitiveIn(key) !== undefined).length;
  if (all.length > 0 && all.every(([key]) => sensitiveIn(key) !== undefined)) return true;
  if (all.length >= 4 && ids >= all.length * 0.8) return true;
  if (all.length < 30) return false;
  const rare = all.filter(([, inner]) => inner.stats.lines <= stats.objects * 0.1).length;
  return rare >= all.length * 0.9 && all.every(([, inner]) => inner.keys.size === 0 || all.length >= 60);
}
