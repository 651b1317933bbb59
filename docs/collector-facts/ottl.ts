import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OttlFacts, OttlFunctionFacts, OttlSignatureFacts } from "../../lib/collector/catalogue/ottl";
import { downloaded, key } from "./go-modules";
import { functionsIn, type Takes } from "./ottl-arguments";
import { releases } from "./releases";

const contrib = "github.com/open-telemetry/opentelemetry-collector-contrib";
const ottl = `${contrib}/pkg/ottl`;

/** Modules that add functions of their own, in the versions of the collector. */
const adding = [
  `${contrib}/processor/transformprocessor`,
  `${contrib}/processor/filterprocessor`,
  `${contrib}/internal/filter`,
  `${contrib}/connector/routingconnector`,
  `${contrib}/connector/signaltometricsconnector`,
  `${ottl}/xottl`,
  `${ottl}/contexts/xprofile`,
];

/**
 * Functions of OTTL in any component and what they take, from the Go code that makes them, and since and until when; fields and enums of its
 * contexts, from their documents and code.
 */
export function recordedOttl(): OttlFacts {
  const folders = downloaded(releases.flatMap((version) => adding.map((path) => ({ path, version }))));
  // The language has versions of its own: those that the modules ask for.
  const languages = new Map(
    releases.flatMap((release) => {
      const version = adding.map((path) => languageOf(folders.get(key({ path, version: release })))).find(Boolean);
      return version === undefined ? [] : [[release, { path: ottl, version }] as const];
    }),
  );
  const served = downloaded([...languages.values()]);
  // By module, because not all of them are served in all versions: what is not served says nothing.
  const modules = [ottl, ...adding].map((path) =>
    releases.flatMap((release) => {
      const module = path === ottl ? languages.get(release) : { path, version: release };
      const folder = module === undefined ? undefined : (served.get(key(module)) ?? folders.get(key(module)));
      return folder === undefined ? [] : [{ release, functions: functionsIn(codeBelow(folder)) }];
    }),
  );
  process.stderr.write(`functions of OTTL in ${modules[0]?.length ?? 0} of ${releases.length} releases\n`);
  return { functions: functionsOf(modules), ...contextsOf([...new Set(served.values())]) };
}

interface Having {
  readonly release: string;
  readonly functions: ReadonlyMap<string, Takes>;
}

function functionsOf(modules: readonly (readonly Having[])[]): OttlFunctionFacts[] {
  const all = new Set(modules.flatMap((versions) => versions.flatMap(({ functions }) => [...functions.keys()])));
  return [...all].sort().map((name) => {
    const having = modules
      .map((versions) => ({ versions, with: versions.filter(({ functions }) => functions.has(name)) }))
      .filter((each) => each.with.length > 0);
    const first = having.map(({ versions, with: [oldest] }) =>
      oldest?.release === versions[0]?.release ? undefined : oldest?.release,
    );
    const gone = having.map(
      (each) => each.versions[each.versions.findLastIndex(({ functions }) => functions.has(name)) + 1]?.release,
    );
    const [since] = first.includes(undefined) ? [] : inOrder(first);
    const until = gone.includes(undefined) ? undefined : inOrder(gone).at(-1);
    const takes = signaturesOf(name, modules);
    return {
      name,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(takes === undefined ? {} : { takes }),
    };
  });
}

/**
 * What a function takes in which versions, by module; undefined if that is not known in all. Releases that are not served, between two that differ,
 * have both.
 */
function signaturesOf(name: string, modules: readonly (readonly Having[])[]): OttlSignatureFacts[] | undefined {
  const found = new Map<string, { since: number; until: number }>();
  for (const versions of modules)
    for (const [at, { functions }] of versions.entries()) {
      if (!functions.has(name)) continue;
      const takes = functions.get(name);
      if (takes === undefined || takes === "any") return undefined;
      const as = takes.join(" ");
      const before = versions[at - 1];
      const after = versions[at + 1];
      const since = before === undefined ? 0 : releases.indexOf(before.release) + 1;
      const until = after === undefined ? releases.length : releases.indexOf(after.release);
      const known = found.get(as) ?? { since, until };
      found.set(as, { since: Math.min(known.since, since), until: Math.max(known.until, until) });
    }
  return [...found].map(([as, { since, until }]) => ({
    as,
    ...(since === 0 || found.size === 1 ? {} : { since: releases[since] }),
    ...(until === releases.length || found.size === 1 ? {} : { until: releases[until] }),
  }));
}

function inOrder(some: readonly (string | undefined)[]): readonly string[] {
  return releases.filter((release) => some.includes(release));
}

function languageOf(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  return new RegExp(`${ottl} v(\\S+)`).exec(readFileSync(join(folder, "go.mod"), "utf8"))?.[1];
}

/** The Go code of a module that speaks of OTTL. */
function codeBelow(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))
    .map((file) => ({ folder: dirname(file), text: readFileSync(join(folder, file), "utf8") }))
    .filter(({ text }) => text.includes('pkg/ottl"'));
}

/** What tables of documents and cases of Go code have, in all folders of the language. */
function contextsOf(languages: readonly string[]): Pick<OttlFacts, "fields" | "enums"> {
  const fields = new Map<string, Set<string>>();
  const enums = new Set<string>();
  const add = (context: string, field: string): void => {
    const known = fields.get(context) ?? new Set<string>();
    fields.set(context, known.add(field));
  };
  for (const language of languages) {
    const contexts = readdirSync(join(language, "contexts"), { withFileTypes: true }).flatMap((entry) => {
      const [, context] = /^ottl(\w+)$/.exec(entry.name) ?? [];
      return context === undefined || !existsSync(join(language, "contexts", entry.name, "README.md"))
        ? []
        : [{ context, document: readFileSync(join(language, "contexts", entry.name, "README.md"), "utf8") }];
    });
    const names = new Set([...contexts.map(({ context }) => context), "scope", "instrumentation_scope"]);
    for (const { context, document } of contexts) {
      for (const [, path = ""] of document
        .replaceAll(/^\| path .*$/gm, "")
        .matchAll(/^\|\s*`?([a-z][a-z0-9_]*(?:\.[a-z0-9_*]+)*)/gm)) {
        const [first = "", second = ""] = path.split(".");
        if (!names.has(first)) add(context, first);
        else if (/^[a-z]/.test(second)) add(first, second);
      }
      for (const [, name = ""] of document.matchAll(/^\|\s*`?([A-Z][A-Z0-9_]+)\b/gm)) enums.add(name);
      for (const text of codeOf(join(language, "contexts", "internal", `ctx${context}`))) {
        for (const [, name = ""] of text.matchAll(/"([A-Z][A-Z0-9_]+)":\s*ottl\.Enum/g)) enums.add(name);
        for (const [, cases = ""] of text.matchAll(/^\t+case (.*):$/gm))
          for (const [, name = ""] of cases.matchAll(/"([a-z][a-z0-9_]*)"/g)) add(context, name);
      }
    }
  }
  return {
    fields: Object.fromEntries([...fields].sort().map(([context, names]) => [context, [...names].sort()])),
    enums: [...enums].sort(),
  };
}

function codeOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".go") && !file.endsWith("_test.go"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
}
