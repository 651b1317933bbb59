import { isRecord, line, meant, nearestAmong, type Path } from "../../base";
import { type DeprecatedSetting, deprecatedSettings } from "../catalogue/deprecated-settings";
import type { Setting } from "../catalogue/facts";
import { compareVersions, componentFacts, defaultTarget } from "../catalogue/look-up";
import { settingsOf } from "../catalogue/settings";
import { isFilledIn } from "../read/references";
import { componentsIn, family, kindOf, type Report } from "./family";
import { milliseconds, sectionNames } from "./values";

/** Settings of components: whether there are such, and of which type their values are. */
export const settings = family(
  {
    "setting-unknown": {
      severity: "error",
      what: "A component has the setting.",
      why: "The collector refuses settings that it does not know when it starts.",
      fix: "Correct the name, or move it to where it belongs.",
      source: "https://opentelemetry.io/docs/collector/components/",
    },
    "setting-type": {
      severity: "error",
      what: "A setting is a text, a number, true or false, or a length of time, as the component wants it. A length of time has its unit: `5s`.",
      why: 'The collector does not turn one into another: `"true"` and `4317` as a text are refused when it starts.',
      fix: "Write it without quotes or, for a text, with quotes.",
      source: "https://opentelemetry.io/docs/collector/configuration/",
    },
    "setting-deprecated": {
      severity: "warning",
      what: "Settings have their names and places of today.",
      why: "Former ones are taken with a warning in the collector's log, then ignored, then refused: the finding says which. Ignored and refused ones are errors.",
      fix: "Write what replaces it.",
      source: "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/CHANGELOG.md",
    },
  },
  ({ document, target }, report) => {
    const version = target?.version ?? defaultTarget.version;
    const nearest = new Map<Setting, (name: string) => string | undefined>();
    for (const section of sectionNames)
      for (const { id, settings: own, type } of componentsIn(document[section])) {
        const kind = kindOf[section];
        const known = componentFacts(kind, type)?.type ?? type;
        const applying = (deprecatedByEnd.get(section) ?? []).filter(
          ({ of, since }) =>
            of !== "service" &&
            (of.type === undefined || of.type === known) &&
            (since === undefined || compareVersions(version, since) >= 0),
        );
        const old = new Set<string>();
        if (applying.length > 0) deprecated(own, [section, id], applying, { old, report, version });
        const expected = settingsOf(kind, type);
        if (expected !== undefined && !hasPaths(own)) typed(own, expected, [section, id], { id, nearest, old, report });
      }
    const { telemetry } = document.service;
    if (isRecord(telemetry))
      deprecated(
        { telemetry },
        ["service"],
        deprecatedSettings.filter(({ of }) => of === "service"),
        { old: new Set(), report, version },
      );
  },
);

type Rules = "setting-unknown" | "setting-type" | "setting-deprecated";

/** Those of each section. */
const deprecatedByEnd: ReadonlyMap<string, readonly DeprecatedSetting[]> = new Map(
  sectionNames.map((section) => [
    section,
    deprecatedSettings.filter(({ of }) => of !== "service" && of.kind === kindOf[section]),
  ]),
);

interface Open {
  readonly value: unknown;
  readonly path: Path;
}

/** The parts of a value. */
function partsOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return (value as readonly unknown[]).map((each, index) => [index, each] as const);
  return isRecord(value) ? Object.entries(value) : [];
}

interface Deprecating {
  /** Receives the paths of what is found, as JSON. */
  readonly old: Set<string>;
  readonly report: Report<Rules>;
  readonly version: string;
}

function deprecated(
  value: unknown,
  root: Path,
  among: readonly DeprecatedSetting[],
  { old, report, version }: Deprecating,
): void {
  const byLast = new Map<string, (readonly [DeprecatedSetting, readonly string[]])[]>();
  for (const each of among) {
    const parts = each.path.split(".");
    const last = parts.at(-1) ?? "";
    byLast.set(last, [...(byLast.get(last) ?? []), [each, parts]]);
  }
  const open: Open[] = [{ value, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const [key, part] of partsOf(next.value)) {
      const path = [...next.path, key];
      open.push({ value: part, path });
      for (const [setting, parts] of byLast.get(String(key)) ?? []) {
        const isThere = setting.anywhere === true ? path.length >= parts.length : path.length === parts.length;
        if (!isThere || !parts.every((name, index) => name === "*" || name === String(path.at(index - parts.length))))
          continue;
        const isGone = setting.gone !== undefined && compareVersions(version, setting.gone) >= 0;
        old.add(JSON.stringify([...root, ...path]));
        report("setting-deprecated", [...root, ...path], {
          message: line`${String(key)} ${isGone ? `is ignored or refused since ${setting.gone}` : "is deprecated"}`,
          fix: `${setting.instead.charAt(0).toUpperCase()}${setting.instead.slice(1)}.`,
          severity: isGone ? "error" : "warning",
        });
      }
    }
}

/** `sending_queue::enabled: false`, as the collector also takes it, is not taken apart here. */
function hasPaths(value: unknown): boolean {
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const [key, part] of partsOf(next)) {
      if (typeof key === "string" && key.includes("::")) return true;
      if (typeof part === "object" && part !== null) open.push(part);
    }
  return false;
}

interface Typing {
  readonly id: string;
  readonly nearest: Map<Setting, (name: string) => string | undefined>;
  readonly old: ReadonlySet<string>;
  readonly report: Report<Rules>;
}

function typed(value: unknown, expected: Setting, root: Path, { id, nearest, old, report }: Typing): void {
  const open: (Open & { readonly expected: Setting })[] = [{ value, path: root, expected }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { expected: setting, path, value: here } = next;
    if (here === null || here === undefined || isFilledIn(here)) continue;
    switch (setting.type) {
      case "any":
        break;
      case "list":
        if (Array.isArray(here))
          for (const [key, part] of partsOf(here))
            open.push({ value: part, path: [...path, key], expected: setting.of });
        break;
      case "map":
        if (isRecord(here))
          for (const [key, part] of partsOf(here))
            open.push({ value: part, path: [...path, key], expected: setting.of });
        break;
      case "object":
        if (!isRecord(here)) break;
        for (const [key, part] of Object.entries(here)) {
          const inside = Object.hasOwn(setting.keys, key) ? setting.keys[key] : undefined;
          const there = [...path, key];
          // Prometheus reads its own configuration, and takes more.
          if (key === "config" && path.length === 2 && /^prometheus(?:_simple)?(?:\/|$)/.test(id)) continue;
          if (inside !== undefined) open.push({ value: part, path: there, expected: inside });
          else if (setting.open !== true && Object.keys(setting.keys).length > 0 && !old.has(JSON.stringify(there))) {
            const near = nearest.get(setting) ?? nearestAmong(Object.keys(setting.keys), 20_000);
            nearest.set(setting, near);
            report("setting-unknown", there, {
              message:
                line`${id} has no setting ${key}${path.length > 2 ? ` in ${String(path.at(-1))}` : ""}` +
                hintOf(near(key)),
            });
          }
        }
        break;
      default: {
        const wrong = whyWrong(here, setting.type);
        if (wrong !== undefined)
          report("setting-type", path, { message: line`${String(path.at(-1))} ${wrong}` }, "value");
      }
    }
  }
}

function hintOf(near: string | undefined): string {
  return near === undefined ? "" : `.${meant(near)}`;
}

/** Lists and maps are left out: components read some of them in ways of their own. */
function whyWrong(value: unknown, type: "string" | "integer" | "number" | "boolean" | "duration"): string | undefined {
  const kind = typeof value;
  if (kind === "object") return undefined;
  // Go reads underscores in numbers; sizes are read by the component: `1MiB`.
  if (
    typeof value === "string" &&
    (type === "integer" || type === "number") &&
    /^[-+]?[\d_.]+ ?(?:[kKMGT]i?[bB]?|_[\d_]*)$/.test(value)
  )
    return undefined;
  const is = kind === "string" ? "is a text" : kind === "boolean" ? "is true or false" : "is a number";
  switch (type) {
    case "string":
      return kind === "string" ? undefined : `${is}, and a text is wanted`;
    case "boolean":
      return kind === "boolean" ? undefined : `${is}, and true or false is wanted`;
    case "integer":
      return kind === "number" && Number.isInteger(value)
        ? undefined
        : `${kind === "number" ? "is no whole number" : is}, and a whole number is wanted`;
    case "number":
      return kind === "number" ? undefined : `${is}, and a number is wanted`;
    case "duration":
      return kind === "number" || milliseconds(value) !== undefined
        ? undefined
        : `${is}, and a length of time with its unit is wanted`;
  }
}
