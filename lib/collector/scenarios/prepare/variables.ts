import { isRecord } from "../../../base";
import type { Change } from "./change";

/** What stands for a value that is not known: the collector takes it as a number and as a text. */
const STAND_IN = "1";

/** How deep a configuration is nested at most; `readYaml` reads no deeper ones. */
const DEEPEST = 500;

/**
 * A value of the configuration whose references the collector can read on this machine, and the variables to start it with. Variables
 * without a value have a stand-in; so has what would be read from elsewhere (`http`, `s3`).
 */
export function withVariables(
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { value: unknown; variables: Readonly<Record<string, string>>; changes: Change[] } {
  const stood = new Map<string, string>();
  const sources = new Set<string>();
  const text = (written: string): string =>
    written.replaceAll(/\$\$|\$\{([^{}$]*)\}/g, (whole: string, inner: string | undefined) => {
      if (inner === undefined) return whole;
      const [, scheme = "env", rest = inner] = /^([A-Za-z][A-Za-z0-9+.-]+):([^]*)$/.exec(inner) ?? [];
      if (scheme === "env") {
        const name = rest.split(":-", 1)[0] ?? rest;
        const hasFallback = rest.includes(":-");
        if (!hasFallback && !Object.hasOwn(env, name) && name !== "") stood.set(name, STAND_IN);
        return whole;
      }
      if (scheme === "file" || scheme === "yaml") return whole;
      sources.add(whole);
      return STAND_IN;
    });
  const walked = walk(value, text, 0);
  return {
    value: walked,
    variables: Object.fromEntries(stood),
    changes: [
      ...[...stood.keys()].map((about): Change => ({ kind: "variable-stood-in", about, detail: STAND_IN })),
      ...[...sources].map((about): Change => ({ kind: "source-stood-in", about, detail: STAND_IN })),
    ],
  };
}

function walk(value: unknown, text: (written: string) => string, depth: number): unknown {
  if (typeof value === "string") return text(value);
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => walk(each, text, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, text, depth + 1)]));
}
