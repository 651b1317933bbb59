import { own } from "./own";

/** Where something is in a value, from its root: `["services", "checkout", "signals", "payment_failures"]`. */
export type Path = readonly (string | number)[];

/** What a finding is about. */
export type Place = ConfigPlace | ResourcePlace | FilePlace | OptionPlace | WholePlace;

/** A part of a configuration or contract, and its place in a file. */
export interface ConfigPlace {
  readonly kind: "config";
  readonly path: Path;
  /** Name of the contract that code defines and the path starts at; undefined: it starts at the configuration. */
  readonly contract?: string;
  /** The environment in which it applies; undefined: all of them. */
  readonly environment?: string;
  readonly file?: string;
  /** From 1; undefined for the file as a whole, and for code. */
  readonly line?: number;
  readonly column?: number;
}

/** A resource of Terraform, by its address: `module.app.aws_sns_topic.critical`. */
export interface ResourcePlace {
  readonly kind: "resource";
  readonly address: string;
}

/** A file of logs, metrics or a scenario: as a whole, a line of it, or a part of the value in it. */
export interface FilePlace {
  readonly kind: "file";
  readonly file: string;
  readonly line?: number;
  readonly path?: Path;
  /** The scenario that names the file. */
  readonly namedBy?: string;
}

/** The value of a command-line or call option: `/app/shop=logs/*.gz`. */
export interface OptionPlace {
  readonly kind: "option";
  readonly value: string;
}

/** Everything that was checked. */
export interface WholePlace {
  readonly kind: "whole";
}

/** The place of a finding about everything. */
export const WHOLE: WholePlace = { kind: "whole" };

/** A line of a file, counted from 1; 0: the file as a whole. */
export function lineOf(file: string, line: number): FilePlace {
  return line > 0 ? { kind: "file", file, line } : { kind: "file", file };
}

/** The place of a resource. */
export function resource({ address }: { readonly address: string }): ResourcePlace {
  return { kind: "resource", address };
}

/** A place as people read it; empty for the whole. */
export function placeText(place: Place): string {
  switch (place.kind) {
    case "config":
      return configText(place);
    case "resource":
      return place.address;
    case "file":
      return fileText(place);
    case "option":
      return place.value;
    case "whole":
      return "";
  }
}

function configText({ contract, path, file, line, column }: ConfigPlace): string {
  const inside = contract === undefined ? pathText(path) : `contract ${contract}: ${pathText(path)}`;
  if (file === undefined) return inside;
  const position = [file, line, column].filter((part) => part !== undefined).join(":");
  return path.length === 0 && contract === undefined ? position : `${position} ${inside}`;
}

function fileText({ file, line, path = [], namedBy }: FilePlace): string {
  const lines = line === undefined ? file : `${file}:${line}`;
  const inside = path.length === 0 ? lines : `${lines}: ${pathText(path)}`;
  return namedBy === undefined ? inside : `${namedBy}: ${inside}`;
}

/** `services.checkout.alarms["a b"][0]`: a path as people write it. */
export function pathText(path: Path): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(part)) text += text === "" ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text === "" ? "(root)" : text;
}

/** The value at a path in a value, or undefined; inherited properties do not count. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = own(value as Record<string, unknown>, String(part));
  }
  return value;
}
