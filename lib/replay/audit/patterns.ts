import { constantOf } from "../../aws";
import { type Finding, listed, resource } from "../../base";
import { type DelimitedPattern, parse, type Pattern, type Term, type TermsPattern } from "../../pattern";
import type { CompleteFilter } from "../metrics";
import { type TemplateRuleId, templateRules } from "./rules";

/** Patterns that CloudWatch accepts and reads in another way than they look. */
export function patternFindings(filters: readonly CompleteFilter[]): Finding<TemplateRuleId>[] {
  return filters.flatMap((filter) => {
    const pattern: Pattern = parse(filter.pattern);
    if (pattern.kind === "delimited") return everyLine(filter, pattern);
    if (pattern.kind !== "terms") return [];
    return [
      ...ignoredTerms(filter, pattern),
      ...splitTerms(filter, pattern),
      ...contradiction(filter, pattern),
      ...operators(filter, pattern),
    ];
  });
}

/** Names of fields that look like a text that lines should contain. */
const LOUD =
  /^(?:[A-Z][A-Z0-9_]+|error|errors|warn|warning|fatal|critical|exception|fail|failed|failure|timeout|panic)$/;

/** `[ERROR]` names the whole line ERROR: without a condition, a field is whatever stands there. */
function everyLine(filter: CompleteFilter, { slots }: DelimitedPattern): Finding<TemplateRuleId>[] {
  const fields = slots.flatMap((slot) => (slot.kind === "field" ? [slot] : []));
  const { dimensions, value } = filter.transformation;
  // Where a field is published, the pattern is there to name it.
  const isRead = constantOf(value) === undefined || Object.keys(dimensions).length > 0;
  if (isRead || fields.some(({ where }) => where !== undefined)) return [];
  const loud = fields.flatMap(({ name }) => (name !== undefined && LOUD.test(name) ? [name] : []));
  const [word] = loud;
  if (word === undefined && fields.length > 1) return [];
  const what =
    fields.length > 1
      ? `it matches every line of ${fields.length} words or more, because no field has a condition`
      : "it matches every line, because its field has no condition";
  return [
    templateRules.finding("pattern-matches-every-line", resource(filter), {
      severity: word === undefined ? "warning" : undefined,
      message: `${label(filter)}: the pattern ${filter.pattern} is in brackets, so it names fields: ${what}`,
      fix:
        word === undefined
          ? "Leave the pattern empty if every line counts; otherwise give a field a condition: [..., level = ERROR, ...]."
          : `For lines that contain ${word}, write the pattern without brackets: ${loud.map((one) => (loud.length > 1 ? `?${one}` : one)).join(" ")}; for a field, write a condition: [..., level = ${word}, ...].`,
    }),
  ];
}

/** As soon as a term is required or excluded, CloudWatch ignores the optional ones. */
function ignoredTerms(filter: CompleteFilter, { terms }: TermsPattern): Finding<TemplateRuleId>[] {
  const optional = terms.filter(({ mode }) => mode === "optional");
  const others = terms.filter(({ mode }) => mode !== "optional");
  // A sign inside a word is another finding.
  if (optional.length === 0 || others.length === 0 || optional.every((term) => isGlued(term, terms))) return [];
  const ignored = optional.map((term) => written(term)).join(" ");
  const rest = others.map((term) => written(term)).join(" ");
  return [
    templateRules.finding("pattern-term-ignored", resource(filter), {
      message: `${label(filter)}: CloudWatch ignores ${ignored} of the pattern ${filter.pattern}, because it has terms without ?: it matches as ${rest} alone`,
    }),
  ];
}

/** `a-b` is `a` and not `b`: CloudWatch reads a sign inside a word as the beginning of a term. */
function splitTerms(filter: CompleteFilter, { terms }: TermsPattern): Finding<TemplateRuleId>[] {
  const split = terms.filter((term) => isGlued(term, terms));
  if (split.length === 0) return [];
  const read = terms.map((term) => written(term)).join(" ");
  return [
    templateRules.finding("pattern-word-split", resource(filter), {
      message: `${label(filter)}: CloudWatch reads the pattern ${filter.pattern} as ${read}: ${split.some(({ mode }) => mode === "exclude") ? "a line that contains the whole word never matches" : "what follows the ? is ignored"}`,
    }),
  ];
}

/** Whether a term that begins with a sign follows another one without a blank. */
function isGlued({ mode, span }: Term, terms: readonly Term[]): boolean {
  return mode !== "include" && span !== undefined && terms.some((other) => other.span?.end === span.start);
}

function contradiction(filter: CompleteFilter, { terms }: TermsPattern): Finding<TemplateRuleId>[] {
  const excluded = terms.filter(({ mode }) => mode === "exclude");
  const required = terms.filter(({ mode }) => mode === "include");
  const found = required.flatMap((term) =>
    excluded.filter(({ text }) => term.text.includes(text)).map((not) => [term, not] as const),
  );
  const [first] = found;
  if (first === undefined) return [];
  return [
    templateRules.finding("pattern-never-matches-a-line", resource(filter), {
      message: `${label(filter)}: no line matches the pattern ${filter.pattern}: every line that contains ${listed([first[0].text])} contains ${listed([first[1].text])}`,
    }),
  ];
}

/** `a OR b` requires the word OR, too: terms have no operators. */
function operators(filter: CompleteFilter, { terms }: TermsPattern): Finding<TemplateRuleId>[] {
  const [word] = terms.filter(
    ({ mode, span, text }, at) =>
      mode === "include" &&
      (text === "OR" || text === "AND" || text === "NOT") &&
      // Without quotes, and before another term.
      span !== undefined &&
      span.end - span.start === text.length &&
      at < terms.length - 1,
  );
  if (word === undefined || (word === terms[0] && word.text !== "NOT")) return [];
  const others = terms.filter(({ text }) => text !== word.text);
  return [
    templateRules.finding("pattern-operator-is-a-word", resource(filter), {
      message: `${label(filter)}: the pattern ${filter.pattern} matches only lines that contain the text ${word.text}`,
      fix: fixOfOperator(word.text, others),
    }),
  ];
}

function fixOfOperator(operator: string, others: readonly Term[]): string {
  if (operator === "OR")
    return `For any of them, write ${others.map((term) => written({ ...term, mode: "optional" })).join(" ")}.`;
  if (operator === "AND") return `Leave AND out: ${others.map((term) => written(term)).join(" ")}.`;
  return "Write a - right before the term that must not occur.";
}

function written({ mode, text }: Term): string {
  const sign = { include: "", exclude: "-", optional: "?" }[mode];
  return sign + (/^[\p{L}\p{N}_.]+$/u.test(text) ? text : JSON.stringify(text));
}

function label({ address, name }: CompleteFilter): string {
  return name ?? address;
}
