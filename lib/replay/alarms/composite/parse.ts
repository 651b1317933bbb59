import { didYouMean, own, type Span } from "../../../base";
import { acceptsAtLeast, type AlarmState } from "../../../aws";
import { AlarmRuleError } from "./errors";
import { type RuleToken, tokensOf } from "./lexer";
import type { RuleReference, RuleTree, AtLeastRule } from "./rule";

/**
 * Reads a composite alarm's rule:
 *
 *     rule    := and (OR and)*          and  := not (AND not)*          not := [NOT] prim
 *     prim    := TRUE | FALSE | '(' rule ')' | STATE '(' ref ')'
 *              | AT_LEAST '(' (n | n%) ',' [NOT] STATE ',' '(' ref (',' ref)* ')' ')'
 *     STATE   := ALARM | OK | INSUFFICIENT_DATA          ref := name or ARN, with or without double quotes
 *
 * It is not documented (and not verified) that NOT binds tighter than AND and AND tighter than OR, nor whether keywords may be in
 * lower case; AWS writes them in upper case, except for one `false`. Any case is accepted.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 * @throws AlarmRuleError with the position
 */
export function parseAlarmRule(text: string): RuleTree {
  const tokens = new Tokens(text);
  if (tokens.peek().kind === "end") {
    throw tokens.error(
      tokens.peek(),
      "the rule is empty",
      'Name the alarms it looks at: ALARM("...") OR ALARM("...").',
    );
  }
  const rule = readAny(tokens);
  const rest = tokens.peek();
  if (rest.kind !== "end") throw tokens.error(rest, `${shown(rest)} is not expected here`, fixOfRest(rest));
  const gap = tokens.gap();
  if (gap !== undefined) throw tokens.error({ span: gap.span }, gap.message, FIX_OF_GAPS);
  return rule;
}

const FIX_OF_GAPS =
  'Write the rule on one line, with single blanks. In Terraform, wrap a heredoc: trimspace(replace(local.rule, "/\\\\s+/", " ")).';

const STATES: readonly AlarmState[] = ["ALARM", "OK", "INSUFFICIENT_DATA"];
const KEYWORDS = [...STATES, "AT_LEAST", "TRUE", "FALSE", "NOT"];

/** Far deeper than a meaningful rule of 10,240 characters nests. */
const DEEPEST = 200;

class Tokens {
  readonly #tokens: readonly RuleToken[];
  readonly #end: RuleToken;
  #at = 0;
  #depth = 0;

  constructor(readonly text: string) {
    this.#tokens = tokensOf(text);
    this.#end = { kind: "end", text: "", span: { start: text.length, end: text.length } };
  }

  peek(): RuleToken {
    return this.#tokens[this.#at] ?? this.#end;
  }

  next(): RuleToken {
    const token = this.peek();
    this.#at++;
    return token;
  }

  isKeyword(...keywords: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return kind === "word" && keywords.includes(text.toUpperCase());
  }

  accept(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.next();
    return true;
  }

  /** Reads a part that may nest, with a limit on the depth. */
  nested(read: () => RuleTree): RuleTree {
    if (++this.#depth > DEEPEST) {
      const fix = "Take parentheses and NOTs away that change nothing.";
      throw this.error(this.peek(), `it is nested more than ${DEEPEST} deep`, fix);
    }
    const rule = read();
    this.#depth--;
    return rule;
  }

  expect(kind: "(" | ")" | ",", fix: string): RuleToken {
    const token = this.peek();
    if (token.kind !== kind) throw this.error(token, `'${kind}' is missing before ${shown(token)}`, fix);
    return this.next();
  }

  /** White space that CloudWatch refuses; see {@link gapFault}. */
  gap(): { readonly span: Span; readonly message: string } | undefined {
    let start = 0;
    for (const { span } of [...this.#tokens, this.#end]) {
      const message = gapFault(this.text.slice(start, span.start), start === 0, span === this.#end.span);
      if (message !== undefined) return { span: { start, end: span.start }, message };
      start = span.end;
    }
    return undefined;
  }

  error({ span }: { span: Span }, message: string, fix: string): AlarmRuleError {
    return new AlarmRuleError(message, this.text, span, fix);
  }
}

/**
 * Why CloudWatch refuses the white space before, between or after the parts of a rule. "AlarmRule must not contain leading or trailing
 * whitespace or be null", it says of the first and the last; a heredoc also leaves line ends and indentation between the parts.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/19575
 */
function gapFault(gap: string, isFirst: boolean, isLast: boolean): string | undefined {
  if (gap === "") return undefined;
  if (isFirst) return "the rule begins with white space";
  if (isLast) return "the rule ends with white space";
  if (gap === " ") return undefined;
  return /[\n\r]/.test(gap)
    ? "the rule goes over several lines"
    : "there is more than one blank between two parts of the rule";
}

function readAny(tokens: Tokens): RuleTree {
  return readJoined(tokens, "any", "OR", () => readJoined(tokens, "all", "AND", () => readNot(tokens)));
}

function readJoined(tokens: Tokens, kind: "any" | "all", keyword: string, readPart: () => RuleTree): RuleTree {
  const { start } = tokens.peek().span;
  const first = readPart();
  if (!tokens.isKeyword(keyword)) return first;
  const of = [first];
  while (tokens.accept(keyword)) of.push(readPart());
  return { kind, of, span: { start, end: of.at(-1)?.span?.end ?? start } };
}

function readNot(tokens: Tokens): RuleTree {
  const { start } = tokens.peek().span;
  if (!tokens.accept("NOT")) return tokens.nested(() => readPrimary(tokens));
  const of = tokens.nested(() => readNot(tokens));
  return { kind: "not", of, span: { start, end: of.span?.end ?? start } };
}

function readPrimary(tokens: Tokens): RuleTree {
  const token = tokens.next();
  if (token.kind === "(") {
    const rule = readAny(tokens);
    const close = tokens.expect(")", "Close the parenthesis, or join the conditions with AND or OR.");
    return { ...rule, span: { start: token.span.start, end: close.span.end } };
  }
  const keyword = token.kind === "word" ? token.text.toUpperCase() : "";
  if (keyword === "TRUE" || keyword === "FALSE") {
    return { kind: "always", value: keyword === "TRUE", span: token.span };
  }
  if (keyword === "AT_LEAST") return readAtLeast(tokens, token.span.start);
  const state = STATES.find((one) => one === keyword);
  if (state === undefined) throw tokens.error(token, notACondition(token), fixOfCondition(token));

  tokens.expect("(", `Write the alarm's name in parentheses: ${state}("...").`);
  const alarm = readReference(tokens);
  const close = tokens.expect(
    ")",
    `One alarm per ${state}(...): join several with AND or OR, or count them with AT_LEAST; a name with blanks, commas or parentheses must be in double quotes.`,
  );
  return { kind: "state", state, alarm, span: { start: token.span.start, end: close.span.end } };
}

function readAtLeast(tokens: Tokens, start: number): RuleTree {
  const form = "Write AT_LEAST(2, ALARM, (a, b, c)) or AT_LEAST(50%, NOT OK, (a, b, c)).";
  tokens.expect("(", form);
  const least = readLeast(tokens);
  tokens.expect(",", form);
  const negated = tokens.accept("NOT");
  const stateToken = tokens.next();
  const state = stateToken.kind === "word" && STATES.find((one) => one === stateToken.text.toUpperCase());
  if (!state)
    throw tokens.error(stateToken, `${shown(stateToken)} is not a state`, "Write ALARM, OK or INSUFFICIENT_DATA.");
  tokens.expect(",", form);
  tokens.expect("(", form);
  const alarms = [readReference(tokens)];
  while (tokens.peek().kind === ",") {
    tokens.next();
    alarms.push(readReference(tokens));
  }
  tokens.expect(")", "Close the list of alarms; separate its alarms with commas.");
  const close = tokens.expect(")", "Close AT_LEAST.");
  if (!acceptsAtLeast(least, alarms.length)) {
    const message = `AT_LEAST needs more alarms than the ${alarms.length} that it lists`;
    throw tokens.error(
      { span: { start, end: close.span.end } },
      message,
      "Ask for at most as many alarms as it lists.",
    );
  }
  return { kind: "at-least", least, negated, state, alarms, span: { start, end: close.span.end } };
}

function readLeast(tokens: Tokens): AtLeastRule["least"] {
  const token = tokens.next();
  const [, digits, sign] = /^(\d{1,9})(%?)$/.exec(token.kind === "word" ? token.text : "") ?? [];
  const number = Number(digits);
  const percent = sign === "%";
  if (digits === undefined || number < 1 || (percent && number > 100)) {
    const fix = "Write how many alarms, 1 or more, or which part of them, 1% to 100%.";
    throw tokens.error(token, `${shown(token)} is not a number of alarms`, fix);
  }
  return percent ? { percent: number } : { count: number };
}

function readReference(tokens: Tokens): RuleReference {
  const token = tokens.next();
  if (token.kind !== "word" && token.kind !== "quoted") {
    throw tokens.error(
      token,
      `an alarm's name is missing before ${shown(token)}`,
      "Write the alarm's name or its ARN.",
    );
  }
  if (token.text === "") throw tokens.error(token, "the alarm's name is empty", "Write the alarm's name or its ARN.");
  if (token.kind === "word" && token.text.includes('"')) {
    const fix = 'Put the whole name in double quotes; a double quote inside it is written \\".';
    throw tokens.error(token, `the name ${token.text} holds a double quote`, fix);
  }
  return { name: token.text, span: token.span };
}

function shown({ kind, text }: RuleToken): string {
  if (kind === "end") return "the end";
  return kind === "quoted" ? JSON.stringify(text) : `'${text}'`;
}

function notACondition(token: RuleToken): string {
  return token.kind === "end" ? "a condition is missing at the end" : `${shown(token)} is not a condition`;
}

function fixOfCondition({ kind, text }: RuleToken): string {
  const form = 'Write ALARM("name"), OK("name"), INSUFFICIENT_DATA("name"), AT_LEAST(...), TRUE or FALSE.';
  return kind === "word" ? `${form}${didYouMean(text, KEYWORDS)}` : form;
}

function fixOfRest({ kind, text }: RuleToken): string {
  if (kind === ")") return "Remove the parenthesis, or open one before.";
  if (kind === ",") return "Join conditions with AND or OR.";
  const signs: Readonly<Record<string, string>> = { "&&": "AND", "||": "OR", "&": "AND", "|": "OR" };
  const word = own(signs, text);
  return word === undefined ? `Join conditions with AND or OR.${didYouMean(text, ["AND", "OR"])}` : `Write ${word}.`;
}
