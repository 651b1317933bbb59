import type { Path } from "../../base";
import { isFilledIn, knownText } from "../read/references";
import { below, isSetAt } from "../rules/values";
import type { Setting } from "./need";

/** A component in use, and where it is written. */
export interface Used {
  readonly id: string;

  /** By today's name. */
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly path: Path;
}

/** A text among the settings of a component. An empty one is none. */
export function setting({ path, settings }: Used, keys: readonly string[]): Setting {
  const text = knownText(below(settings, keys));
  if (text !== undefined && text !== "") return { text };
  return { reason: isSetAt(settings, keys) && text !== "" ? "filled-in" : "missing", path: [...path, ...keys] };
}

/** The text; undefined if it is missing or filled in at start. */
export function textOf(found: Setting): string | undefined {
  return "text" in found ? found.text : undefined;
}

/** A header, by its name in any case. */
export function header(used: Used, name: string): Setting {
  const headers = below(used.settings, ["headers"]);
  const keys = typeof headers === "object" && headers !== null ? Object.keys(headers) : [];
  const key = keys.find((each) => each.toLowerCase() === name);
  if (key !== undefined) return setting(used, ["headers", key]);
  return { reason: isFilledIn(headers) ? "filled-in" : "missing", path: [...used.path, "headers", name] };
}

/** A text in which `{ClusterName}` and the like stand for what each item says, as a pattern of IAM. */
export function patternOf(text: string): { readonly pattern: string; readonly byItem: boolean } {
  const pattern = text.replace(/\{[^{}]*\}/g, "*");
  return { pattern, byItem: pattern !== text };
}
