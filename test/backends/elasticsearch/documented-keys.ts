import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Keys of Elasticsearch's requests and mappings that both 8.19 and 9.4 have, recorded as facts; its `source` says from where. */
const documented = JSON.parse(readFileSync(join(__dirname, "documented-keys.json"), "utf8")) as {
  readonly parts: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<string, readonly string[]>>;
};

/** Keys of a request that Elasticsearch does not document. */
export function unknownKeys(path: string, body: Readonly<Record<string, unknown>>): string[] {
  const unknown: string[] = [];
  const among = (value: unknown, known: readonly string[] | undefined, where: string): Record<string, unknown> => {
    const record = (value ?? {}) as Record<string, unknown>;
    for (const key of Object.keys(record)) if (known?.includes(key) !== true) unknown.push(`${where}: ${key}`);
    return record;
  };
  const part = (value: unknown, name: string) => among(value, documented.parts[name], name);
  if (path.startsWith("/_ilm/policy/")) {
    const { phases } = part(among(body, ["policy"], "request").policy, "policy");
    for (const phase of Object.values(part(phases, "phases")))
      for (const [action, value] of Object.entries(part(part(phase, "phase").actions, "actions")))
        if (Object.keys(value as object).length > 0) part(value, `action ${action}`);
    return unknown;
  }
  if (path.startsWith("/_index_template/")) {
    part(part(body, "index template").data_stream, "data stream");
    return unknown;
  }
  const { lifecycle, mappings, settings } = part(part(body, "component template").template, "template");
  part(lifecycle, "lifecycle");
  for (const key of Object.keys(settings ?? {})) {
    const dot = key.lastIndexOf(".");
    part({ [key.slice(dot + 1)]: true }, key.slice(0, dot));
  }
  const { dynamic_templates, properties } = part(mappings, "mappings");
  for (const template of (dynamic_templates ?? []) as object[])
    for (const value of Object.values(template)) part(value, "dynamic template");
  for (const [name, value] of Object.entries(properties ?? {}))
    among(value, documented.types[(value as { type: string }).type], `property ${name}`);
  return unknown;
}
