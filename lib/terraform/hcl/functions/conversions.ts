import { convert, toBool, toNumber, toText } from "../convert";
import type { Type } from "../type";
import type { Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { define } from "./define";

const ANY: Type = { kind: "any" };

export const conversionFunctions: Readonly<Record<string, LanguageFunction>> = {
  tostring: define(1, 1, (value = null) => (value === null ? null : toText(value))),
  tonumber: define(1, 1, (value = null) => (value === null ? null : toNumber(value))),
  tobool: define(1, 1, (value = null) => (value === null ? null : toBool(value))),
  tolist: define(1, 1, (value = null) => as(value, { kind: "list", of: ANY }), "inside"),
  toset: define(1, 1, (value = null) => as(value, { kind: "set", of: ANY }), "inside"),
  tomap: define(1, 1, (value = null) => as(value, { kind: "map", of: ANY }), "inside"),
  sensitive: define(1, 1, (value = null) => value, "anywhere"),
  nonsensitive: define(1, 1, (value = null) => value, "anywhere"),
};

function as(value: Value, type: Type): Value {
  return convert(value, type, () => null);
}
