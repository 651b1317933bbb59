import { RE2JS, RE2JSException, type Matcher } from "re2js";
import { toText } from "../convert";
import { EvaluationFault, refuse } from "../errors";
import { list, object, tuple, type Value } from "../value";
import type { Work } from "../work";
import type { LanguageFunction } from "./language-function";
import { define, ofTexts } from "./define";
import { checkedLength } from "./length";

// Terraform's regular expressions are those of Go's package regexp: RE2's syntax, matched in linear time.
export const regexFunctions: Readonly<Record<string, LanguageFunction>> = {
  regex: {
    ...ofTexts(2, () => null),
    call: ([pattern = null, text = null], work) => {
      for (const found of matchesIn(toText(text), compiled(toText(pattern)), work)) return captured(found);
      return refuse("the pattern does not match");
    },
  },
  regexall: {
    ...ofTexts(2, () => null),
    call: ([pattern = null, text = null], work) => {
      const found: Value[] = [];
      for (const one of matchesIn(toText(text), compiled(toText(pattern)), work)) found.push(captured(one));
      return list(found);
    },
  },
  replace: {
    ...define(3, 3, () => null),
    call: ([given = null, search = null, by = null], work) =>
      replace(
        toText(given),
        { search: toText(search, "what is replaced"), by: toText(by, "what it is replaced by") },
        work,
      ),
  },
};

/** `/.../` is a pattern, anything else itself. */
function replace(text: string, { search, by }: { search: string; by: string }, work: Work): string {
  if (search.length > 1 && search.startsWith("/") && search.endsWith("/"))
    return replaceMatches(text, compiled(search.slice(1, -1)), by, work);
  const parts = search === "" ? ["", ...Array.from(text), ""] : text.split(search);
  checkedLength(text.length + (parts.length - 1) * by.length);
  return parts.join(by);
}

function replaceMatches(text: string, pattern: RE2JS, by: string, work: Work): string {
  let replaced = "";
  let copied = 0;
  for (const found of matchesIn(text, pattern, work)) {
    replaced += text.slice(copied, found.start) + expand(by, found);
    copied = found.end;
    checkedLength(replaced.length);
  }
  return replaced + text.slice(copied);
}

/** `$1`, `${1}`, `$name`, `${name}` and `$$` of a replacement; a group that is not there is empty. */
function expand(by: string, { groups, names }: Match): string {
  return by.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (mark, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return mark === "$$" ? "$" : mark;
    const group = /^(?:0|[1-9][0-9]*)$/.test(name) ? groups[Number(name)] : groups[names.get(name) ?? -1];
    return group ?? "";
  });
}

interface Match {
  readonly start: number;
  readonly end: number;
  /** The whole match, then its groups; null for one that took no part in it. */
  readonly groups: readonly (string | null)[];
  readonly names: ReadonlyMap<string, number>;
}

/** The matches from left to right, as Go finds them: an empty one right after another match does not count. */
function* matchesIn(text: string, pattern: RE2JS, work: Work): Generator<Match> {
  const matcher = pattern.matcher(text);
  const names = new Map(Object.entries(pattern.namedGroups()));
  const size = pattern.programSize();
  let previous = -1;
  for (let at = 0; at <= text.length;) {
    // A match is found in time that grows with the rest of the text; most end early.
    work.spend(Math.ceil(((text.length - at) * size) / AHEAD));
    if (!matcher.find(at)) {
      work.spend((text.length - at) * size);
      return;
    }
    const [start, end] = [matcher.start(), matcher.end()];
    work.spend((end - at + 1) * size);
    const isEmpty = end === at;
    if (!isEmpty || start !== previous) yield { start, end, groups: groupsOf(matcher), names };
    at = isEmpty ? at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) : end;
    previous = end;
  }
}

/** The share of the rest of a text that a search is taken to read beyond the match that it finds. */
const AHEAD = 8;

function groupsOf(matcher: Matcher): readonly (string | null)[] {
  return Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index));
}

/** The whole match, or its groups: by name if they have names. */
function captured({ groups, names }: Match): Value {
  const [whole = null, ...own] = groups;
  if (names.size > 0 && names.size < own.length)
    return refuse("a pattern cannot have groups with names and groups without");
  if (names.size > 0) return object([...names].map(([name, index]) => [name, groups[index] ?? null] as const));
  return own.length === 0 ? whole : tuple(own);
}

function compiled(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (fault) {
    if (!(fault instanceof RE2JSException)) throw fault;
    throw new EvaluationFault(`the pattern does not parse: ${fault.message}`);
  }
}
