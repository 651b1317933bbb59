import type {
  Comparison,
  Condition,
  Operator,
  Pattern,
  Selector,
  Slot,
  SlotCondition,
  StateTest,
  Operand,
} from "../../lib/pattern";

/**
 * A second implementation of the rules, plain rather than fast. It shares nothing with the first: it has its own JSON reader, which
 * keeps numbers as written, and uses JavaScript's regular expressions, and big integers for decimals.
 */
export function naiveMatches(pattern: Pattern, event: string): boolean {
  return naiveExtract(pattern, event) !== undefined;
}

export function naiveExtract(pattern: Pattern, event: string): Record<string, string> | undefined {
  const yes = (holds: boolean) => (holds ? {} : undefined);
  switch (pattern.kind) {
    case "every":
      return {};
    case "terms": {
      const has = (mode: string, wanted: boolean) =>
        pattern.terms.filter((term) => term.mode === mode).map((term) => event.includes(term.text) === wanted);
      const strict = [...has("include", true), ...has("exclude", false)];
      return yes(strict.length > 0 ? !strict.includes(false) : has("optional", true).includes(true));
    }
    case "regex":
      return yes(toRegExp(pattern.source).test(event));
    case "json": {
      const root = readJson(event);
      return yes(root?.type === "object" && holds(pattern.where, root));
    }
    case "delimited":
      return delimited(pattern.slots, event);
  }
}

// --- JSON

type Json =
  | { type: "object"; members: Map<string, Json> }
  | { type: "array"; items: Json[] }
  | { type: "string"; text: string }
  | { type: "number"; literal: string }
  | { type: "true" | "false" | "null" };

function readJson(text: string): Json | undefined {
  let at = 0;
  const blanks = () => {
    while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at++;
  };
  const fail = (): never => {
    throw new SyntaxError(`JSON at ${at}`);
  };
  const expectMark = (mark: string) => {
    blanks();
    if (!text.startsWith(mark, at)) fail();
    at += mark.length;
  };
  const peek = () => {
    blanks();
    return text.charAt(at);
  };
  const string = (): string => {
    const found = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(text.slice(at)); // eslint-disable-line no-control-regex
    if (found === null) return fail();
    at += found[0].length;
    const short: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
    return found[0]
      .slice(1, -1)
      .replace(/\\(?:u(....)|(.))/g, (_, hex?: string, char?: string) =>
        hex !== undefined ? String.fromCharCode(Number.parseInt(hex, 16)) : (short[char!] ?? char!),
      );
  };
  const value = (): Json => {
    const next = peek();
    if (next === "{") {
      at++;
      const members = new Map<string, Json>();
      if (peek() !== "}") {
        do {
          blanks();
          const key = string();
          expectMark(":");
          members.set(key, value());
        } while (peek() === "," && ++at > 0);
      }
      expectMark("}");
      return { type: "object", members };
    }
    if (next === "[") {
      at++;
      const items: Json[] = [];
      if (peek() !== "]") {
        do items.push(value());
        while (peek() === "," && ++at > 0);
      }
      expectMark("]");
      return { type: "array", items };
    }
    if (next === '"') return { type: "string", text: string() };
    for (const type of ["true", "false", "null"] as const) {
      if (text.startsWith(type, at)) {
        at += type.length;
        return { type };
      }
    }
    const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(text.slice(at));
    if (number === null) return fail();
    at += number[0].length;
    return { type: "number", literal: number[0] };
  };
  try {
    const root = value();
    blanks();
    return at === text.length ? root : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function resolve(selector: Selector, root: Json): { nodes: Json[]; before: Json[]; isEach: boolean } {
  let nodes = [root];
  let before: Json[] = [];
  let isEach = false;
  for (const step of selector.steps) {
    if (step.kind === "each") {
      before = nodes;
      isEach = true;
    }
    nodes = nodes.flatMap((node): Json[] => {
      if (step.kind === "each") {
        return node.type === "array" ? node.items : node.type === "object" ? [...node.members.values()] : [];
      }
      if (step.kind === "key")
        return node.type === "object" && node.members.has(step.name) ? [node.members.get(step.name)!] : [];
      return node.type === "array" && step.index < node.items.length ? [node.items[step.index]!] : [];
    });
  }
  return { nodes, before, isEach };
}

function holds(condition: Condition, root: Json): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => holds(part, root));
    case "any":
      return condition.of.some((part) => holds(part, root));
    case "compare":
      return compares(condition, root);
    case "state":
      return isInState(condition, root);
  }
}

function isInState({ selector, state }: StateTest, root: Json): boolean {
  const { nodes, isEach } = resolve(selector, root);
  if (state === "missing") return nodes.length === 0;
  if (state !== "null" || isEach) return nodes.some((node) => node.type === state);
  const isNull = (node: Json) => node.type === "null";
  return nodes.some((node) => isNull(node) || (node.type === "array" && node.items.some(isNull)));
}

function compares({ selector, operator, value }: Comparison, root: Json): boolean {
  const { nodes, before, isEach } = resolve(selector, root);
  if (operator !== "!=") return nodes.some((node) => relation(node, operator, value) === true);
  if (isEach) return before.length > 0 && !nodes.some((node) => relation(node, "=", value) === true);
  return nodes.some((node) => relation(node, "=", value) === false);
}

/** Undefined: not comparable. */
function relation(node: Json, operator: Operator, value: Operand): boolean | undefined {
  if (node.type !== "number" && node.type !== "string") return undefined;
  if (value.kind !== "number") return textMatches(node.type === "string" ? node.text : numberText(node.literal), value);
  if (node.type === "string") return operator === "=" ? node.text === value.text : undefined;
  const text = numberText(node.literal);
  if (text.includes("Infinity")) return undefined;
  return ordered(operator, text, value.text);
}

// --- values

function textMatches(text: string, value: Exclude<Operand, { kind: "number" }>): boolean {
  if (value.kind === "regex") return toRegExp(value.source).test(text);
  const pieces = value.text.split("*");
  if (pieces.length === 1) return text === value.text;
  let rest = text;
  for (const [i, piece] of pieces.entries()) {
    const at = rest.indexOf(piece);
    if (at < 0 || (i === 0 && at > 0)) return false;
    rest = rest.slice(at + piece.length);
    if (i === pieces.length - 1 && piece !== "" && rest !== "") return false;
  }
  return true;
}

/** JavaScript's classes are ASCII too. `\s` and `.` are narrowed, and escaped punctuation, which the u flag refuses, is rewritten. */
export function toRegExp(source: string): RegExp {
  let inClass = false;
  const translated = source.replace(/\\x..|\\.|[^\\]/g, (piece) => {
    if (piece === "\\s") return inClass ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]";
    if (piece === "\\S" && !inClass) return "[^\\t\\n\\f\\r ]";
    if (/^\\[-:_#=@/;, ]$/.test(piece))
      return inClass && piece === "\\-" ? piece : `\\x${piece.charCodeAt(1).toString(16)}`;
    if (piece === ".") return inClass ? "\\." : "[^\\n]";
    if (piece === "[" && !inClass) inClass = true;
    else if (piece === "]" && inClass) inClass = false;
    return piece;
  });
  return new RegExp(translated, "u");
}

function numberText(literal: string): string {
  if (/^-?\d+$/.test(literal)) return literal;
  const value = Number(literal);
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  // Two digits even where one is enough: Java never writes fewer.
  const one = value.toExponential();
  const two = value.toExponential(1);
  const [mantissa, exponent] = (one.length < two.length && Number(two) === value ? two : one).split("e");
  const power = Number(exponent);
  const plain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7;
  if (!plain) return `${mantissa!.includes(".") ? mantissa : `${mantissa}.0`}E${power}`;
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

/** Compares two decimals by writing both as integers of the same scale. */
function ordered(operator: Operator, a: string, b: string): boolean {
  const [x, y] = [fraction(a), fraction(b)];
  const scale = Math.max(x.scale, y.scale);
  // Sizes that are far apart decide; big integers of millions of digits would take too long.
  if (Math.abs(x.scale - y.scale) > 5000) return orderedBySize(operator, x, y);
  const left = x.digits * 10n ** BigInt(scale - x.scale);
  const right = y.digits * 10n ** BigInt(scale - y.scale);
  return ordering(operator, left < right ? -1 : left > right ? 1 : 0);
}

function orderedBySize(operator: Operator, x: Fraction, y: Fraction): boolean {
  const size = ({ digits, scale }: Fraction) =>
    digits === 0n ? -Infinity : String(digits).replace("-", "").length - scale;
  const sign = ({ digits }: Fraction) => (digits < 0n ? -1 : digits > 0n ? 1 : 0);
  if (sign(x) !== sign(y)) return ordering(operator, sign(x) - sign(y));
  return ordering(operator, sign(x) * Math.sign(size(x) - size(y)));
}

type Fraction = { digits: bigint; scale: number };

function fraction(text: string): Fraction {
  const found = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text)!;
  const digits = BigInt(`${found[2]!}${found[3]!}`);
  return { digits: found[1] === "-" ? -digits : digits, scale: found[3]!.length - Number(found[4] ?? 0) };
}

function ordering(operator: Operator, sign: number): boolean {
  return { "=": sign === 0, "!=": sign !== 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0 }[
    operator
  ];
}

// --- space-delimited

function delimited(slots: readonly Slot[], event: string): Record<string, string> | undefined {
  const tokens = tokenize(event);
  const ellipsis = slots.length === 0 ? 0 : slots.findIndex((slot) => slot.kind === "ellipsis");
  const fields = slots.filter((slot) => slot.kind === "field");
  if (tokens.length < fields.length) return undefined;
  let values = tokens.map((token) => token.value);
  if (ellipsis < 0 && tokens.length > fields.length) {
    values = [...values.slice(0, fields.length - 1), event.slice(tokens[fields.length - 1]!.start)];
  }
  const front = ellipsis < 0 ? fields.length : ellipsis;
  const back = fields.length - front;
  const result: Record<string, string> = {};
  for (const [i, value] of values.entries()) {
    const slot =
      i < front ? fields[i] : i >= values.length - back ? fields[i - values.length + fields.length] : undefined;
    if (slot?.where !== undefined && !slotHolds(slot.where, value)) return undefined;
    result[`$${slot?.name ?? i + 1}`] = value;
  }
  return result;
}

function tokenize(event: string): { value: string; start: number }[] {
  const tokens = [];
  const pattern = /"([^"]*)"|\[([^\]]*)\]|(\S+)/y;
  for (let at = 0; at < event.length;) {
    if (/[ \t\n\v\f\r]/.test(event.charAt(at))) {
      at++;
      continue;
    }
    pattern.lastIndex = at;
    const found = pattern.exec(event);
    const value = found?.[1] ?? found?.[2] ?? /^[^ \t\n\v\f\r]+/.exec(event.slice(at))![0];
    const length = found?.[1] !== undefined || found?.[2] !== undefined ? value.length + 2 : value.length;
    tokens.push({ value, start: at });
    at += length;
  }
  return tokens;
}

function slotHolds(condition: SlotCondition, field: string): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => slotHolds(part, field));
    case "any":
      return condition.of.some((part) => slotHolds(part, field));
    case "compare": {
      const { operator, value } = condition;
      if (value.kind !== "number") return textMatches(field, value) === (operator === "=");
      if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,9})?$/i.test(field)) return operator === "!=";
      return ordered(operator, field, value.text);
    }
  }
}
