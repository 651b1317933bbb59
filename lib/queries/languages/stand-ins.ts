import { insideOf, quotedParts, type Quoting } from "./quoted";
import type { Replacement } from "./substitute";
import type { UsedVariable } from "./variables";

/**
 * What a grammar reads instead of each variable of Grafana, by what stands around it: a duration in `[...]`, a number beside a comparison
 * or before a comma, a text after `|=`, else a name. In texts and comments, variables stay as they are.
 */
export function standIns(text: string, variables: readonly UsedVariable[], quoting: Quoting): readonly Replacement[] {
  const isQuoted = insideOf(quotedParts(text, quoting));
  const bracketAt = openBrackets(text, quoting);
  return variables.flatMap((variable): Replacement[] => {
    const { start, end } = variable.span;
    if (isQuoted(start)) return [];
    const around: Around = {
      before: text.slice(Math.max(0, start - 40), start),
      after: text.slice(end, end + 40),
      bracket: bracketAt(start),
    };
    return [{ span: variable.span, text: standIn(variable, around), isVariable: true }];
  });
}

interface Around {
  readonly before: string;
  readonly after: string;

  /** The innermost bracket that is open; undefined: none. */
  readonly bracket: string | undefined;
}

function standIn({ name, builtIn }: UsedVariable, { before, after, bracket }: Around): string {
  const isJoined = /[\w:]$/.test(before) || /^[\w:]/.test(after);
  const isTime = bracket === "[" || /\boffset\s+-?$/.test(before);
  if (isTime) return durationPart(before, after);
  if (builtIn && TIMES.has(name)) return /^[a-z]/.test(after) ? "1" : "1m";
  if (builtIn && NUMBERS.has(name)) return "1";
  if (/\|[=~>]\s*$|![~>]\s*$|=~\s*$/.test(before)) return '"x"';
  if (/(?:^|[^=!<>])!?=\s*$/.test(before))
    return bracket === "{" || !/=\s*$/.test(before) ? '"x"' : /^[\w.]/.test(after) ? "1" : '"x"';
  if (/(?:[<>]=?|==)\s*$/.test(before)) return "1";
  if (isJoined) return `v_${name}`;
  const isLabel = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(\s*$/.test(before);
  if (!isLabel && /\(\s*$/.test(before) && /^\s*,/.test(after)) return "1";
  if (/^\s*(?:(?:by|without)\s*\([^()]*\)\s*)?\(/.test(after)) return "sum";
  if (bracket === "{" && /[{,]\s*$/.test(before) && /^\s*[,}]/.test(after)) return 'v_any="x"';
  return `v_${name}`;
}

function durationPart(before: string, after: string): string {
  if (/\d$/.test(before)) return "m";
  return /^[a-z]/.test(after) ? "1" : "1m";
}

const TIMES = new Set(["__interval", "__rate_interval", "__range", "__auto"]);
const NUMBERS = new Set(["__interval_ms", "__rate_interval_ms", "__range_s", "__range_ms", "__from", "__to"]);

/** The innermost open bracket at an offset. Ask in ascending order. */
function openBrackets(text: string, quoting: Quoting): (offset: number) => string | undefined {
  const isQuoted = insideOf(quotedParts(text, quoting));
  const open: string[] = [];
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) {
      const char = text.charAt(at);
      if (!"([{)]}".includes(char) || isQuoted(at)) continue;
      // `${x}` is no bracket, but adds and takes away the same.
      if ("([{".includes(char)) open.push(char);
      else open.pop();
    }
    return open.at(-1);
  };
}
