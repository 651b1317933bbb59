import type { Setting } from "../../../lib/collector/catalogue/facts";
import { componentFacts } from "../../../lib/collector/catalogue/look-up";
import { defaultsOf, settingsOf } from "../../../lib/collector/catalogue/settings";
import { type Builder, builders, type Shape } from "./builders";
import { leftOut } from "./left-out";

// Holds every typed builder of lib/collector/components to what is recorded of its component: the name of today, the signals, each setting
// with its type, each `@default` that is a value, and that no recorded setting is missing. Each setting has a sentence, and each that may be
// left out a `@default`. All differences come at once, one a line:
//
//   exporter otlp_http: sending_queue.sizer: is a text, recorded as an integer
//
// To settle one, correct the type; or, where the type is right or the setting is not wanted, put the end of its path into left-out.ts, with
// the reason. Where the recording is wrong, correct docs/collector-facts/corrections.ts and record again. An entry that settles nothing fails.
// `STRUCTURE_OF="exporter otlp" npx jest test/collector/components/structure` shows one kind, or one component, only.

const words: Readonly<Record<string, string>> = {
  text: "a text",
  string: "a text",
  duration: "a duration",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  list: "a list",
  object: "an object",
  map: "a map",
};

/** What a setting's type in TypeScript may be, by what it is recorded as. */
const fits: Readonly<Record<Setting["type"], readonly string[]>> = {
  string: ["text", "duration"],
  duration: ["duration"],
  integer: ["number"],
  number: ["number"],
  boolean: ["boolean"],
  list: ["list"],
  object: ["object", "map"],
  map: ["map", "object"],
  any: [],
};

const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

const { builders: all, unread } = builders();
const only = process.env.STRUCTURE_OF;
const chosen = all.filter(({ kind, type }) => only === undefined || `${kind} ${type}`.startsWith(only));
const used = new Set<string>();
const differences = chosen.flatMap(differencesOf);

test("every export of the components' files is a builder that can be read", () => {
  expect(unread).toEqual([]);
  expect(all.length).toBeGreaterThan(0);
});

test("each type has one builder", () => {
  const names = all.map(({ kind, type }) => `${kind} ${type}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("types of components say what is recorded of them", () => {
  expect(differences).toEqual([]);
});

test("each setting has a sentence, and says what holds where it is left out", () => {
  expect(chosen.flatMap(unsaidOf)).toEqual([]);
});

test("no difference is settled that is not there", () => {
  if (only === undefined) expect(Object.keys(leftOut).filter((entry) => !used.has(entry))).toEqual([]);
});

function differencesOf({ kind, type, signals, settings }: Builder): readonly string[] {
  const found: string[] = [];
  const name = `${kind} ${type}`;
  const say = (path: string, what: string) => {
    const settled = Object.keys(leftOut).find((entry) => {
      const [component, end] = entry.includes(": ") ? entry.split(": ") : [name, entry];
      return component === name && (path === end || path.endsWith(`.${end}`));
    });
    if (settled === undefined) found.push(`${name}: ${path === "" ? "" : `${path}: `}${what}`);
    else used.add(settled);
  };

  const facts = componentFacts(kind as Parameters<typeof componentFacts>[0], type);
  if (facts === undefined) return [`${name}: is not in the catalogue`];
  if (facts.type !== type) return [`${name}: is called ${facts.type} today`];
  if (kind !== "extension") {
    const recorded = Object.entries(facts.stability);
    for (const signal of signals)
      if (!recorded.some(([known]) => known === signal)) say(signal, "is carried, and not recorded");
    for (const [signal, stability] of recorded)
      if (stability !== "development" && !signals.includes(signal))
        say(signal, `is recorded (${stability}), and not carried`);
  }

  const recorded = settingsOf(facts.kind, type);
  if (recorded === undefined) return found;
  const seen = new Map<Setting, Set<unknown>>();
  const compare = (shape: Shape, setting: Setting, path: string, defaults: unknown): void => {
    if (setting.type === "any" || shape.of.has("any")) return;
    const wrong = [...shape.of].filter((each) => !fits[setting.type].includes(each));
    if (wrong.length > 0) {
      say(path, `is ${wrong.map((each) => words[each]).join(" or ")}, recorded as ${words[setting.type]}`);
      return;
    }
    if (seen.get(setting)?.has(shape.id) === true) return;
    seen.set(setting, new Set([...(seen.get(setting) ?? []), shape.id]));
    switch (setting.type) {
      case "list":
        if (shape.items !== undefined) compare(shape.items(), setting.of, `${path}[]`, undefined);
        return;
      case "map":
        if (shape.values !== undefined) compare(shape.values(), setting.of, `${path}.*`, undefined);
        for (const [key, { shape: inner }] of shape.keys ?? [])
          compare(inner(), setting.of, at(path, key), member(defaults, key));
        return;
      case "object":
        for (const [key, { shape: inner, defaults: said }] of shape.keys ?? []) {
          const here = at(path, key);
          const its = Object.hasOwn(setting.keys, key) ? setting.keys[key] : undefined;
          if (its === undefined) {
            if (setting.open !== true) say(here, "is not recorded");
            continue;
          }
          compare(inner(), its, here, member(defaults, key));
          const wanted = member(defaults, key);
          for (const text of said)
            if (!text.startsWith("- ") && wanted !== undefined && !isForText(its, wanted) && !isSame(text, wanted))
              say(here, `@default ${text}, recorded as ${JSON.stringify(wanted)}`);
        }
        if (shape.of.has("object"))
          for (const key of Object.keys(setting.keys))
            if (shape.keys?.has(key) !== true) say(at(path, key), "is missing");
        return;
      default:
        return;
    }
  };
  compare(settings, recorded, "", defaultsOf(facts.kind, type));
  return found;
}

function unsaidOf({ kind, type, settings }: Builder): readonly string[] {
  const found: string[] = [];
  const seen = new Set<unknown>();
  const visit = (shape: Shape, path: string): void => {
    if (shape.id !== undefined && seen.has(shape.id)) return;
    seen.add(shape.id);
    for (const [key, { shape: inner, unsaid }] of shape.keys ?? []) {
      for (const each of unsaid) found.push(`${kind} ${type}: ${at(path, key)}: no ${each}`);
      visit(inner(), at(path, key));
    }
    if (shape.items !== undefined) visit(shape.items(), `${path}[]`);
    if (shape.values !== undefined) visit(shape.values(), `${path}.*`);
  };
  visit(settings, "");
  return found;
}

/** A number that stands for a text in Go, and is printed as it is. */
function isForText(setting: Setting, value: unknown): boolean {
  return setting.type === "string" && typeof value === "number";
}

function at(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function member(of: unknown, key: string): unknown {
  return typeof of === "object" && of !== null && Object.hasOwn(of, key)
    ? (of as Record<string, unknown>)[key]
    : undefined;
}

function isSame(said: string, recorded: unknown): boolean {
  let value: unknown;
  try {
    value = JSON.parse(said);
  } catch {
    return false;
  }
  if (typeof value === "string" && typeof recorded === "string" && seconds(value) !== undefined)
    return seconds(value) === seconds(recorded);
  return JSON.stringify(value) === JSON.stringify(recorded);
}

function seconds(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s|us|ns))+$/.test(text)) return undefined;
  return [...text.matchAll(/([\d.]+)(h|ms|m|s|us|ns)/g)].reduce(
    (sum, [, amount, unit = ""]) => sum + Number(amount) * (units[unit] ?? 0),
    0,
  );
}
