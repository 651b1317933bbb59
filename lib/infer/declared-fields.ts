import { type Field, type FieldType, isSelectable, keysOf } from "../contract";
import type { FieldFacts, SecretFacts, Undeclared } from "./inferred";
import type { SeenJson } from "./json-lines";
import { descriptionOf, hasOpenValues, isLegible, mayBeBounded, unitOf, withoutStyle } from "./names";
import type { PathStats } from "./path-stats";
import { isPersonalName, isSecret, type Sensitive, sensitiveIn } from "./sensitive";

/** Fields that are declared: nobody reads more. */
const MOST_FIELDS = 120;

/** The paths of the lines that a contract declares, and why others are not. */
export interface Declared {
  readonly paths: readonly PathStats[];
  readonly undeclared: readonly Undeclared[];
}

/**
 * Chooses the paths that can be fields: of one type in all lines, with a name, and not written in two styles. The most frequent ones, if
 * there are too many.
 */
export function declaredPaths(seen: SeenJson): Declared {
  const undeclared = new Map<string, Undeclared>();
  // What is inside of objects that are something else in other lines is not in all lines where it should be.
  const unsure = new Set(
    seen.paths.flatMap((stats) => (stats.objects > 0 && kindsOf(stats).length > 1 ? [stats.path] : [])),
  );
  const possible = seen.paths.filter((stats) => {
    if (unsure.size > 0 && groupsAround(stats.path).some((group) => unsure.has(group))) return false;
    const why = whyNot(stats, seen);
    if (why !== undefined) undeclared.set(stats.path, { path: stats.path, lines: stats.lines, ...why });
    return why === undefined && stats.objects === 0;
  });
  const often = new Set(
    possible
      .toSorted((a, b) => b.filled - a.filled)
      .slice(0, MOST_FIELDS)
      .map(({ path }) => path),
  );
  let kept = possible.filter(({ path }) => often.has(path));
  for (const { lines, path } of possible) if (!often.has(path)) undeclared.set(path, { path, lines, why: "rare" });
  // What is left out may be written like what was kept, until nothing is.
  for (let before = -1; before !== kept.length;) {
    before = kept.length;
    const clear = clearNames(kept, seen);
    for (const { lines, path } of kept) if (!clear.has(path)) undeclared.set(path, { path, lines, why: "alike" });
    kept = kept.filter(({ path }) => clear.has(path));
  }
  return { paths: kept, undeclared: [...undeclared.values()] };
}

type Why = Pick<Undeclared, "why" | "types" | "keys">;

function whyNot(stats: PathStats, { opaque }: SeenJson): Why | undefined {
  const { path } = stats;
  const kinds = kindsOf(stats);
  const closed = opaque.get(path);
  if (closed !== undefined && kinds.length === 1)
    return closed.why === "keys" ? { why: "keys", keys: closed.keys } : { why: "deep" };
  if (stats.objects > 0) return kinds.length === 1 ? undefined : { why: "object", types: kinds };
  if (!isName(path)) return { why: "name" };
  if (kinds.length === 0) return { why: "empty" };
  if (kinds.includes("list")) return kinds.length === 1 ? { why: "list" } : { why: "mixed", types: kinds };
  return kinds.length === 1 ? undefined : { why: "mixed", types: kinds };
}

/** Whether a filter pattern can read the path, and people its name. */
function isName(path: string): boolean {
  return (
    isSelectable(path) &&
    isLegible(path) &&
    keysOf(path).every((key) => isLegible(key) && sensitiveIn(key) === undefined)
  );
}

/** The kinds of values that were seen, but null. A list of nothing is a list of texts where there are such. */
function kindsOf(stats: PathStats): string[] {
  const { fractions, flags, integers, objects, otherLists, textLists, texts } = stats;
  return [
    ...(texts > 0 ? ["string"] : []),
    ...(integers + fractions > 0 ? ["number"] : []),
    ...(flags > 0 ? ["boolean"] : []),
    ...(textLists > 0 && otherLists === 0 ? ["string[]"] : []),
    ...(otherLists > 0 ? ["list"] : []),
    ...(stats.emptyLists > 0 && textLists + otherLists === 0 && texts + integers + fractions + flags + objects > 0
      ? ["list"]
      : []),
    ...(objects > 0 ? ["object"] : []),
  ];
}

/** Paths to which nothing that is not declared is written alike: the check of lines would take it for a mistake. */
function clearNames(
  kept: readonly PathStats[],
  { forgottenNames, forgottenObjects, opaque, paths }: SeenJson,
): Set<string> {
  const fields = new Set(kept.map(({ path }) => path));
  const groups = new Set<string>();
  for (const { path } of kept) for (const group of groupsAround(path)) groups.add(group);
  const others = new Set(forgottenNames);
  const closed = new Set(forgottenObjects);
  for (const { path } of paths) if (!fields.has(path) && !groups.has(path)) others.add(withoutStyle(path));
  for (const path of opaque.keys()) closed.add(withoutStyle(path));
  const prefixes = [...closed];
  return new Set(
    [...fields].filter((path) => {
      const name = withoutStyle(path);
      return name !== "" && !others.has(name) && !prefixes.some((prefix) => mayBeInside(name, prefix));
    }),
  );
}

/** Whether a name may be that of something in an object that was not entered: of its keys only ids are likely. */
function mayBeInside(name: string, prefix: string): boolean {
  const key = name.slice(prefix.length);
  return prefix !== "" && name.startsWith(prefix) && (key.length <= 2 || /\d/.test(key));
}

function groupsAround(path: string): string[] {
  const found: string[] = [];
  const keys = keysOf(path);
  let rest = path;
  for (let at = keys.length - 1; at > 0; at--) {
    const key = keys[at] ?? "";
    // Plain or in brackets, with the dot before it.
    const length = rest.endsWith(`.['${key}']`) ? key.length + 5 : key.length + 1;
    rest = rest.slice(0, rest.length - length);
    found.push(rest);
  }
  return found;
}

/** A field of a contract, from what was seen at its path. */
export function fieldOf(stats: PathStats, lines: number, type = typeOf(stats)): Field {
  const { path } = stats;
  const isNumber = type === "number" || type === "integer";
  const unit = isNumber
    ? unitOf(path, { least: stats.least, greatest: stats.greatest, hasFractions: stats.fractions > 0 })
    : undefined;
  const isPersonal = suspected(stats) !== undefined || isPersonalPath(stats);
  return {
    type,
    description: descriptionOf(path, unit),
    ...(unit === undefined ? {} : { unit }),
    ...(isPersonal ? { pii: true } : type === "string" ? boundsOf(stats, lines) : {}),
  };
}

function typeOf({ fractions, flags, integers, textLists, texts, timestamps }: PathStats): FieldType {
  if (flags > 0) return "boolean";
  if (textLists > 0) return "string[]";
  if (integers + fractions > 0) return fractions > 0 ? "number" : "integer";
  return texts > 0 && timestamps === texts ? "timestamp" : "string";
}

/** Numbers and flags are ids and choices, but for numbers of persons. */
function isPersonalPath({ flags, path }: PathStats): boolean {
  return flags === 0 && isPersonalName(keysOf(path));
}

/** What the values of a field are suspected to be: of what may be an accident, a part of them has to be it. */
function suspected({ filled, sensitive }: PathStats): Sensitive | undefined {
  const found = [...sensitive].filter(([kind, count]) => kind !== "card number" || count >= filled * 0.4);
  return (found.find(([kind]) => isSecret(kind)) ?? found[0])?.[0];
}

/** Different values that are listed, and those with which a field is still one of few values. */
const MOST_LISTED = 12;
const MOST_BOUNDED = 40;

/** Few values, of which each was seen often, and none for the first time lately: a number of values that grows with the lines has no end. */
function boundsOf({ lastNew, path, texts, values }: PathStats, lines: number): Pick<Field, "values" | "bounded"> {
  if (values === undefined || !mayBeBounded(path) || texts < 20) return {};
  const all = [...values.keys()].map(String);
  if (all.length > MOST_BOUNDED || texts < all.length * 5 || all.some((value) => ID.test(value))) return {};
  if (all.length > 2 && lastNew > texts * 0.5 && texts < all.length * 50) return {};
  if (
    all.length > 1 &&
    all.length <= MOST_LISTED &&
    !hasOpenValues(path) &&
    texts >= Math.max(all.length * 10, Math.min(lines * 0.05, 100))
  )
    if (all.every((value) => isLegible(value) && WORD.test(value))) return { values: all };
  return { bounded: true };
}

const WORD = /^[\p{L}\p{Nd}_.:/+-]{1,40}$/u;
const ID =
  /^(?:[0-9a-f]{12,}|[0-9a-f]{8}-[0-9a-f-]{27}|\d{5,}|[A-Za-z]{1,8}[-_]?\d{4,}|.{64,}|\d{4}-\d\d-\d\d.*|[\d.:]{7,})$/i;

export function factsOf(stats: PathStats, field: Field): FieldFacts {
  const { example, filled } = stats;
  const kind = suspected(stats);
  const isShown = example !== undefined && field.pii !== true && kind === undefined && isShowable(example);
  return {
    lines: filled,
    ...(isShown ? { example } : {}),
    ...(kind === undefined ? {} : { suspected: { kind, values: stats.sensitive.get(kind) ?? 0 } }),
  };
}

/** Long texts that are not words may be keys. */
function isShowable(example: string | number | boolean): boolean {
  if (typeof example !== "string") return true;
  return (
    !/^[A-Za-z0-9+/_=-]{24,}$/.test(example) ||
    /^[0-9a-f-]{24,40}$/i.test(example) ||
    /^[a-z]+(?:[_-][a-z]+)*$/i.test(example)
  );
}

/** Fields with values that nobody should have logged. */
export function secretsIn(paths: readonly PathStats[]): SecretFacts[] {
  return paths.flatMap(({ path, sensitive }) =>
    [...sensitive].flatMap(([kind, values]) => (isSecret(kind) ? [{ path, kind, values }] : [])),
  );
}
