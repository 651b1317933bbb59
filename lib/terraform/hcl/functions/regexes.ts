import { own } from "../../../base";
import { toText } from "../convert";
import { EvaluationFault, refuse } from "../errors";
import { list, object, tuple, unknown, type Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { define, ofTexts } from "./define";

export const regexFunctions: Readonly<Record<string, LanguageFunction>> = {
  regex: ofTexts(2, (pattern = "", text = "") =>
    withRegex(pattern, (regex) => {
      regex.lastIndex = 0;
      const found = regex.exec(text);
      return found === null ? refuse("the pattern does not match") : captured(found);
    }),
  ),
  regexall: ofTexts(2, (pattern = "", text = "") =>
    withRegex(pattern, (regex) => list([...text.matchAll(regex)].map(captured))),
  ),
  replace: define(3, 3, (given = null, search = null, by = null) =>
    replace(toText(given), toText(search, "what is replaced"), toText(by, "what it is replaced by")),
  ),
};

/** `/.../` is a pattern, anything else itself. */
function replace(text: string, search: string, by: string): Value {
  if (search.length > 1 && search.startsWith("/") && search.endsWith("/")) {
    return withRegex(search.slice(1, -1), (regex) => text.replace(regex, (...found: unknown[]) => expand(by, found)));
  }
  if (search === "") return [by, ...Array.from(text).flatMap((char) => [char, by])].join("");
  return text.split(search).join(by);
}

/** `$1`, `${1}`, `$name`, `${name}` and `$$` of a replacement; a group that is not there is empty. */
function expand(by: string, found: readonly unknown[]): string {
  const last = found.at(-1);
  const named = typeof last === "object" && last !== null ? (last as Record<string, string | undefined>) : {};
  return by.replace(/\$(?:\$|([0-9A-Za-z_]+)|\{([0-9A-Za-z_]+)\})/g, (mark, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return mark === "$$" ? "$" : mark;
    if (!/^[0-9]+$/.test(name)) return own(named, name) ?? "";
    const group = found[Number(name)];
    // After the groups come the offset and the whole text, which are not groups.
    return typeof group === "string" && Number(name) < groupCount(found) ? group : "";
  });
}

function groupCount(found: readonly unknown[]): number {
  return found.findIndex((part) => typeof part === "number");
}

/** The whole match, or its groups: by name if they have names. */
function captured(found: RegExpExecArray): Value {
  if (found.groups !== undefined)
    return object(Object.entries(found.groups).map(([name, text]) => [name, groupText(text)] as const));
  const [whole, ...groups] = found;
  return groups.length === 0 ? whole : tuple(groups.map(groupText));
}

function groupText(text: string | undefined): Value {
  return text ?? null;
}

/** Runs with a pattern in RE2's syntax, translated to JavaScript; unknown if JavaScript has no equivalent. */
function withRegex(pattern: string, use: (regex: RegExp) => Value): Value {
  const translated = translate(pattern);
  if (translated === undefined) return unknown({ kind: "pattern-not-evaluated", pattern });
  let regex: RegExp;
  try {
    regex = new RegExp(translated.source, `gu${translated.flags}`);
  } catch (fault) {
    throw new EvaluationFault(`the pattern does not parse: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  return use(regex);
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7F",
  blank: "\\t ",
  cntrl: "\\x00-\\x1F\\x7F",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

function translate(pattern: string): { source: string; flags: string } | undefined {
  const leading = /^\(\?([ims]+)\)/.exec(pattern);
  const flags = leading?.[1] ?? "";
  const rest = pattern.slice(leading?.[0].length ?? 0);
  // Flags inside the pattern, and classes that are taken together, are beyond JavaScript's expressions.
  if (/\(\?[imsU]*-?[imsU]+[:)]/.test(rest.replaceAll("\\(", ""))) return undefined;
  let inClass = false;
  let source = "";
  const tokens = /\\Q[^]*?(?:\\E|$)|\\.|\[\[?:(?:[a-z]+):\]|\(\?P<|\[\^?\]?|[^]/gu;
  for (const [token] of rest.matchAll(tokens)) {
    const posix = /^\[?\[:([a-z]+):\]$/.exec(token);
    if (token.startsWith("\\Q")) source += escapeAll(token.slice(2).replace(/\\E$/, ""));
    else if (posix !== null && (inClass || token.startsWith("[["))) {
      const set = own(CLASSES, posix[1] ?? "");
      if (set === undefined) return undefined;
      source += token.startsWith("[[") && !inClass ? `[${set}` : set;
      inClass = true;
    } else if (token === "(?P<") source += "(?<";
    else if (token.startsWith("[") && !inClass) {
      inClass = true;
      source += token.endsWith("]") ? `${token.slice(0, -1)}\\]` : token;
    } else if (token === "]" && inClass) {
      inClass = false;
      source += token;
    } else source += translateToken(token, inClass);
  }
  return { source, flags: [...new Set(flags)].join("") };
}

function translateToken(token: string, inClass: boolean): string {
  if (!token.startsWith("\\")) {
    if (inClass) return token === "[" ? "\\[" : token;
    return token === "]" || token === "}" ? `\\${token}` : token;
  }
  const char = token.slice(1);
  if (char === "A") return "(?<![^])";
  if (char === "z") return "(?![^])";
  if (char === "a") return "\\x07";
  // JavaScript's \s has more characters than RE2's.
  if (char === "s") return inClass ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]";
  if (char === "S" && !inClass) return "[^\\t\\n\\f\\r ]";
  if (/[A-Za-z0-9]/.test(char) || "^$\\.*+?()[]{}|/".includes(char)) return token;
  return char === "-" && inClass ? "\\-" : escapeAll(char);
}

function escapeAll(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&");
}
