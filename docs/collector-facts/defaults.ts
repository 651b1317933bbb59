import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { optionalParts, probes } from "./probes";

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** What a collector prints for the settings of its components, without those of {@link probes}, by kind and type. */
export function printedDefaults(collector: string): ReadonlyMap<string, Plain> {
  const folder = mkdtempSync(join(tmpdir(), "collector-facts-"));
  try {
    const found = new Map<string, Plain>();
    for (const [name, least] of Object.entries(probes)) {
      const settings = [least, ...(optionalParts[name] ?? [])].reduce<Record<string, unknown>>((before, part) => {
        if (typeof part !== "string") return part;
        const more = withPart(before, part.split("."));
        return printed(collector, folder, name, more) === undefined ? before : more;
      }, {});
      const defaults = printed(collector, folder, name, settings);
      if (defaults === undefined) process.stderr.write(`${name}: the collector does not take it\n`);
      else found.set(name, without(defaults, least));
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withPart(settings: Record<string, unknown>, [key = "", ...rest]: readonly string[]): Record<string, unknown> {
  const before = (settings[key] ?? {}) as Record<string, unknown>;
  return { ...settings, [key]: rest.length === 0 ? before : withPart(before, rest) };
}

function printed(collector: string, folder: string, name: string, settings: unknown): Plain | undefined {
  const [kind = "", type = ""] = name.split(" ");
  const file = join(folder, "probe.yaml");
  const needed = { receivers: { nop: {} }, exporters: { nop: {} } } as Record<string, Record<string, unknown>>;
  needed[`${kind}s`] = { ...needed[`${kind}s`], [type]: settings };
  if (needed.receivers?.nop !== undefined && kind !== "receiver")
    needed.receivers = { otlp: { protocols: { grpc: {} } } };
  else if (kind === "receiver") delete needed.receivers?.nop;
  const pipeline = { receivers: Object.keys(needed.receivers ?? {}), exporters: ["nop"] };
  writeFileSync(file, JSON.stringify({ ...needed, service: { pipelines: { traces: pipeline } } }));
  const { stdout, status } = spawnSync(collector, ["print-config", "--config", file, "--mode=unredacted"], {
    encoding: "utf8",
    env: { ...process.env, ECS_CONTAINER_METADATA_URI_V4: "http://127.0.0.1/x" },
  });
  if (status !== 0) return undefined;
  const all = parse(stdout) as Readonly<Record<string, Readonly<Record<string, Plain>>>>;
  return all[`${kind}s`]?.[type];
}

/** Without what was given, and what says nothing. */
function without(value: Plain, given: unknown): Plain {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).flatMap(([key, inner]): (readonly [string, Plain])[] => {
    const its = typeof given === "object" && given !== null ? (given as Record<string, unknown>)[key] : undefined;
    if (its !== undefined && (typeof its !== "object" || Array.isArray(its))) return [];
    const rest = without(inner, its);
    return says(rest) ? [[key, rest]] : [];
  });
  return Object.fromEntries(kept);
}

function says(value: Plain): boolean {
  if (value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0 && value.every((each) => typeof each !== "object");
  return typeof value !== "object" || Object.keys(value).length > 0;
}
