import { own, type Path } from "../../base";
import type { Component, Extension } from "../model/component";
import { isReferenceTo, writtenText } from "../model/reference";
import type { CollectorFault } from "./collector-error";

/** The settings of a component as the collector reads them. */
export interface WrittenSettings {
  readonly value: Readonly<Record<string, unknown>>;
  readonly faults: readonly CollectorFault[];
}

/** Objects and lists in each other, at most: no component needs more. */
const deepest = 40;

/**
 * Texts are escaped, references written, and extensions replaced by their ids. What is undefined is left out.
 *
 * @param path of the settings, from the root of the YAML
 */
export function settingsOf(settings: object, path: Path, idOf: (extension: Extension) => string): WrittenSettings {
  const faults: CollectorFault[] = [];

  const write = (value: unknown, at: Path): unknown => {
    if (at.length - path.length > deepest) {
      faults.push({
        problem: "too-deep",
        path: at,
        message: "is nested too deeply",
        fix: `Nest at most ${deepest} levels.`,
      });
      return null;
    }
    if (typeof value === "string" || isReferenceTo(value)) return writtenText(value);
    if (typeof value === "boolean" || value === null) return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (Array.isArray(value)) return value.map((item: unknown, index) => write(item ?? null, [...at, index]));
    if (isExtension(value)) return idOf(value);
    if (isPlain(value)) return table(value, at);
    faults.push({
      problem: "value",
      path: at,
      message: `${kindOf(value)} cannot be written as YAML`,
      fix: "Write a text, a number, true, false, null, a list, an object, or env(...).",
    });
    return null;
  };

  const table = (value: object, at: Path): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, write(item, [...at, key])]),
    );

  return { value: table(settings, path), faults };
}

function isExtension(value: unknown): value is Extension {
  if (typeof value !== "object" || value === null) return false;
  const part = value as Partial<Component>;
  return part.kind === "extension" && typeof part.type === "string" && own(part, "options") !== undefined;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function kindOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  return `a ${value.constructor.name}`;
}
