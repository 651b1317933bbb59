import { isRecord, own, type Path } from "../../base";

/** An object of the JSON, and where it is. */
export interface Part {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: Path;
}

/** What could not be read. */
export interface ReadProblem {
  readonly kind: "not-a-dashboard" | "too-large" | "shape";

  /** From the root of the document. */
  readonly at: Path;
  readonly message: string;
  readonly fix: string;
}

/** The text of a key, if there is one. */
export function textOf(part: Part | undefined, key: string): string | undefined {
  const value = own(part?.value, key);
  return typeof value === "string" ? value : undefined;
}

export function numberOf(part: Part | undefined, key: string): number | undefined {
  const value = own(part?.value, key);
  return typeof value === "number" ? value : undefined;
}

export function flagOf(part: Part | undefined, key: string): boolean | undefined {
  const value = own(part?.value, key);
  return typeof value === "boolean" ? value : undefined;
}

/** A text, or a list's texts; a number is written as one. */
export function textsOf(part: Part | undefined, key: string): string[] | undefined {
  const value = own(part?.value, key);
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).flatMap((item: unknown) =>
    typeof item === "string" ? [item] : typeof item === "number" || typeof item === "boolean" ? [String(item)] : [],
  );
}

export function partOf(part: Part | undefined, ...path: Path): Part | undefined {
  let at = part;
  for (const key of path) {
    const value: unknown = own(at?.value, String(key));
    at = at !== undefined && isRecord(value) ? { value, at: [...at.at, key] } : undefined;
  }
  return at;
}

/** The objects of a list; what is none is left out, and said. */
export function partsOf(part: Part | undefined, key: string, problems?: ReadProblem[]): Part[] {
  const value = own(part?.value, key);
  if (part === undefined || value === undefined || value === null) return [];
  const at = [...part.at, key];
  if (!Array.isArray(value)) {
    problems?.push({
      kind: "shape",
      at,
      message: `it is ${kindOf(value)}, not a list`,
      fix: "Write a list of objects.",
    });
    return [];
  }
  const parts: Part[] = [];
  let isSaid = false;
  value.forEach((item: unknown, index) => {
    if (isRecord(item)) parts.push({ value: item, at: [...at, index] });
    else if (!isSaid) {
      problems?.push({
        kind: "shape",
        at: [...at, index],
        message: `it is ${kindOf(item)}, not an object`,
        fix: "Remove it, or write an object.",
      });
      isSaid = true;
    }
  });
  return parts;
}

/** What a value is, for a message. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  const kinds: Readonly<Partial<Record<string, string>>> = {
    string: "a text",
    number: "a number",
    boolean: "true or false",
    object: "an object",
  };
  return own(kinds as Readonly<Record<string, string>>, typeof value) ?? `a ${typeof value}`;
}
