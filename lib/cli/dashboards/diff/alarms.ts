import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { changesBetween } from "../../../replay";
import type { Template } from "../../../terraform";
import { stackPlaces } from "../../against/before";
import { changesText, type StackChanges } from "../../against/changes-text";
import type { Io } from "../../command";
import { readTemplate } from "../../replay/templates";

/** Templates by stack; of a file, one. */
export type Stacks = ReadonlyMap<string, Template>;

/** Reads a golden, a plan, a state or a `cdk.tf.json`, or all stacks of a folder of these; of what does not exist, none. */
export function stacksIn(given: string, io: Io): Stacks {
  const path = resolve(io.cwd, given);
  if (!existsSync(path)) return new Map();
  if (!statSync(path).isDirectory()) return new Map([[given, readTemplate([given], io, {})]]);
  const stacks = new Map<string, Template>();
  for (const name of readdirSync(path).sort()) {
    const stack = name.replace(/\.json$/, "");
    const file = stackPlaces(stack).find((each) => existsSync(join(path, each)));
    if (file !== undefined) stacks.set(stack, readTemplate([join(given, file)], io, {}));
  }
  return stacks;
}

/** How alarms change in the stacks that are in both. */
export function alarmChangesOf(before: Stacks, after: Stacks): StackChanges[] {
  return [...after].flatMap(([stack, template]) => {
    const was = before.get(stack);
    if (was === undefined) return [];
    const changes = changesBetween(was, template).changes.filter(({ what }) => what === "alarm");
    return [{ stack, environment: environmentOf(template), changes: { changes, findings: [] } }];
  });
}

function environmentOf({ metricAlarms }: Template): string | undefined {
  return metricAlarms.map(({ tags }) => tags.environment).find((name) => name !== undefined);
}

/** A line for each change, once for all stacks that change alike. */
export function alarmLines(alarms: readonly StackChanges[]): string[] {
  if (alarms.every(({ changes }) => (changes?.changes.length ?? 0) === 0)) return [];
  return changesText("", alarms)
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((text) => text.trim());
}
