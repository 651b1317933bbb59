import { escapeRegExp, own } from "../base";
import type { ResourceSet } from "./set";

/** The dimensions of a resource that the name of its log group says; undefined if it is not the log group of such a resource. */
export function dimensionsOfLogGroup(
  { logGroups = [] }: ResourceSet,
  name: string,
): Readonly<Record<string, string>> | undefined {
  for (const form of logGroups) {
    const names: string[] = [];
    const parts = form.split(/\{(\w+)\}/).map((part, index) => {
      if (index % 2 === 0) return escapeRegExp(part);
      names.push(part);
      return "([^/]+)";
    });
    const found = new RegExp(`^${parts.join("")}$`).exec(name);
    if (found !== null) return Object.fromEntries(names.map((dimension, index) => [dimension, found[index + 1] ?? ""]));
  }
  return undefined;
}

/** The dimension whose value names the resource for people. */
export function dimensionThatNames({ dimensions, named }: ResourceSet): string {
  return named ?? Object.keys(dimensions).at(-1) ?? "";
}

/** What the resource is called for people. */
export function nameOfResource(set: ResourceSet, values: Readonly<Record<string, string>>): string {
  return own(values, dimensionThatNames(set)) ?? "";
}
