// One function per failure: path of the construct, what is wrong with which value, and the fix.
// Messages name limits; their sources stand where the limit is checked.

/** A construct that AWS, or its own rules, would refuse: found when the construct is made, before any plan. */
export class ConstructError extends Error {
  override readonly name = "ConstructError";
  constructor(
    /** Path of the construct, e.g. `shop-prod/checkout/LogGroup`. */
    readonly path: string,
    message: string,
    /** What to write instead. */
    readonly fix: string,
  ) {
    super(`${path}: ${message}\n  ${fix}`);
  }
}

/** `what` is the property, e.g. `alarm name`. */
export function tooLong(path: string, what: string, value: string, limit: number): ConstructError {
  return new ConstructError(
    path,
    `the ${what} ${quoted(value)} has ${value.length} characters`,
    `AWS takes at most ${limit}: shorten it.`,
  );
}

export function badName(path: string, what: string, value: string, rule: string): ConstructError {
  return new ConstructError(path, `the ${what} ${quoted(value)} is refused by AWS`, rule);
}

export function badRetention(path: string, days: number, allowed: readonly number[]): ConstructError {
  const nearest = allowed.find((candidate) => candidate >= days);
  const advice = nearest === undefined ? '"never"' : String(nearest);
  return new ConstructError(
    path,
    `retention of ${days} days is none that CloudWatch knows`,
    `Use ${advice}, or another of ${allowed.join(", ")} or "never".`,
  );
}

export function classRefuses(path: string, feature: string, logGroupClass: string): ConstructError {
  return new ConstructError(
    path,
    `a log group of class ${logGroupClass} takes no ${feature}`,
    "Make the log group STANDARD: the class of an existing group cannot be changed, only replaced.",
  );
}

export function tooMany(path: string, what: string, count: number, limit: number, fix: string): ConstructError {
  return new ConstructError(path, `${count} ${what}`, `AWS takes at most ${limit}: ${fix}`);
}

export function emptyShape(path: string, shape: string): ConstructError {
  return new ConstructError(
    path,
    `the redacted shape ${quoted(shape)} has neither \`managed\` nor \`pattern\``,
    "Name CloudWatch's managed data identifier, or give a regular expression.",
  );
}

export function badValue(path: string, what: string, value: number | string, fix: string): ConstructError {
  return new ConstructError(path, `${what} is ${typeof value === "number" ? value : quoted(value)}`, fix);
}

export function badPattern(
  path: string,
  signal: string,
  error: { readonly message: string; readonly fix: string },
): ConstructError {
  return new ConstructError(
    path,
    `the pattern of signal ${signal} is refused by CloudWatch: ${error.message}`,
    error.fix,
  );
}

export function defaultWithDimensions(path: string, signal: string): ConstructError {
  return new ConstructError(
    path,
    `signal ${signal} has a default value and dimensions`,
    "CloudWatch takes one of them: remove `default`, or the dimensions.",
  );
}

export function dimensionsOnTerms(path: string, signal: string, kind: string): ConstructError {
  return new ConstructError(
    path,
    `signal ${signal} has dimensions, its pattern is of kind ${kind}`,
    "Only JSON and space-delimited patterns have fields: write the pattern as `{ $.field ... }`.",
  );
}

export function noTotal(path: string, signal: string): ConstructError {
  return new ConstructError(
    path,
    `signal ${signal} has no series without dimensions`,
    "Give it `total: true`, or ask for one series with `series({ ... })`.",
  );
}

export function seriesMismatch(
  path: string,
  signal: string,
  given: readonly string[],
  wanted: readonly string[],
): ConstructError {
  return new ConstructError(
    path,
    `a series of signal ${signal} was asked for by ${list(given)}`,
    `CloudWatch does not sum up series: give exactly ${list(wanted)}.`,
  );
}

export function noName(path: string, severity: string, named: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `the alarm of severity ${severity} has no name: there are names for ${named.length === 0 ? "none" : named.join(", ")}`,
    "Give a name for each severity, or one text as the beginning of all names.",
  );
}

export function noSeverity(path: string): ConstructError {
  return new ConstructError(
    path,
    "`severities` is empty",
    "Say at which severity to alarm: `severities: { critical: { ... } }`.",
  );
}

export function badPeriod(path: string, seconds: number): ConstructError {
  return new ConstructError(
    path,
    `a period of ${seconds} s is refused by CloudWatch`,
    "Use 10, 20, 30 or a multiple of 60 seconds.",
  );
}

export function periodTooShort(path: string, seconds: number, metric: string): ConstructError {
  return new ConstructError(
    path,
    `the period of ${seconds} s is shorter than the minute that ${metric} is stored by`,
    "The alarm would never leave INSUFFICIENT_DATA: use at least 60 seconds.",
  );
}

export function windowTooLong(
  path: string,
  periodSeconds: number,
  evaluationPeriods: number,
  limitSeconds: number,
): ConstructError {
  return new ConstructError(
    path,
    `${evaluationPeriods} periods of ${periodSeconds} s are ${periodSeconds * evaluationPeriods} s`,
    `CloudWatch looks back at most ${limitSeconds} s (86400 s with periods below an hour, else 604800 s): use fewer periods${limitSeconds === 86_400 ? ", or periods of an hour and more" : ""}.`,
  );
}

export function badDatapoints(path: string, datapoints: number, evaluationPeriods: number): ConstructError {
  return new ConstructError(
    path,
    `${datapoints} datapoints to alarm of ${evaluationPeriods} evaluation periods`,
    "Use whole numbers, at least 1, and no more datapoints than periods.",
  );
}

export function noComparison(path: string, severity: string, given: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `severity ${severity} compares with ${given.length === 0 ? "nothing" : list(given)}`,
    "Give exactly one of above, atLeast, below, atMost.",
  );
}

export function badStatistic(path: string, statistic: string): ConstructError {
  return new ConstructError(
    path,
    `${quoted(statistic)} is no statistic of CloudWatch`,
    "Use SampleCount, Average, Sum, Minimum, Maximum, or a percentile such as p99, tm90, IQM or PR(0:100).",
  );
}

export function differentPeriods(path: string, periods: readonly number[]): ConstructError {
  return new ConstructError(
    path,
    `metrics of ${periods.join(" s and ")} s in one alarm`,
    "CloudWatch wants one period for all metrics of an alarm: give `periodSeconds`.",
  );
}

export function textTooLong(path: string, length: number, limit: number): ConstructError {
  return new ConstructError(
    path,
    `the description has ${length} characters, even without its query`,
    `CloudWatch keeps at most ${limit}: shorten summary and impact; details belong into the runbook.`,
  );
}

export function unsuitableText(path: string, what: string, value: string): ConstructError {
  return new ConstructError(path, `the ${what} is ${quoted(value)}`, "Whoever is woken up needs it: write it down.");
}

export function emptyRule(path: string, operator: string): ConstructError {
  return new ConstructError(path, `\`${operator}\` of no alarms`, "Name at least one alarm.");
}

export function badAtLeast(path: string, text: string, of: number): ConstructError {
  return new ConstructError(
    path,
    `at least ${text} of ${of} alarms`,
    "Use a whole number from 1 to the number of alarms, or a percentage from 1 to 100.",
  );
}

export function quoteInName(path: string, name: string): ConstructError {
  return new ConstructError(
    path,
    `the alarm name ${quoted(name)} has a quotation mark or a backslash`,
    "A composite alarm names its children in quotes: rename the alarm.",
  );
}

export function unknownName(path: string, what: string, name: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `there is no ${what} ${quoted(name)}`,
    known.length === 0 ? `There is no ${what} at all.` : `Known are ${list(known)}.`,
  );
}

export function severityWithoutTopic(path: string, severity: string, topics: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    `an alarm of severity ${severity} has no topic: it would reach nobody`,
    `Give \`topics.${severity}\` (there ${topics.length === 0 ? "are no topics" : `is ${list(topics)}`}), or change the severity.`,
  );
}

/** Never prints the value: it may be the secret. */
export function literalSecret(path: string, what: string): ConstructError {
  return new ConstructError(
    path,
    `${what} is written down in the code`,
    "Refer to it: { ssm: name }, { secret: name, key } or { variable: name }. If it was committed, revoke it.",
  );
}

export function badAddress(path: string, address: string): ConstructError {
  return new ConstructError(path, `${quoted(address)} is no e-mail address`, "Write name@domain.");
}

export function badSchedule(path: string, message: string, fix: string): ConstructError {
  return new ConstructError(path, message, fix);
}

export function providerTooOld(path: string, feature: string, constraint: string, minimum: string): ConstructError {
  return new ConstructError(
    path,
    `${feature} need AWS provider ${minimum} or later, and ${quoted(constraint)} allows only earlier ones`,
    `Raise the constraint, e.g. to ">= ${minimum}", or leave ${feature} out.`,
  );
}

export function badConstraint(path: string, constraint: string): ConstructError {
  return new ConstructError(
    path,
    `${quoted(constraint)} is no version constraint`,
    'Write it as Terraform does, e.g. "~> 6.41" or ">= 5.100.0, < 7.0.0".',
  );
}

function quoted(value: string): string {
  return JSON.stringify(value.length > 120 ? `${value.slice(0, 117)}...` : value);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}
