import { listed } from "../base";
import { limits, savedQueryNameForm, type TraceFilterFault } from "../aws";
import { ConstructError } from "./construct-error";
import { quoted } from "./quoted";

// One function for each failure that is not in the tables of AWS: where, what is wrong with which value, and the fix.

/** @param property where the value is given: `suppressor.wait` */
export function badValue(path: string, property: string, value: number | string, fix: string): ConstructError {
  return new ConstructError(path, "value", `${property} is ${typeof value === "number" ? value : quoted(value)}`, fix);
}

export function badCidr(path: string, cidr: string): ConstructError {
  const fix = "Write a block of IPv4 addresses that begins at a multiple of its size: 10.20.0.0/20.";
  return badValue(path, "cidr", cidr, fix);
}

export function reservedName(path: string, what: string, name: string): ConstructError {
  return new ConstructError(path, "value", `X-Ray has a ${what} ${quoted(name)} of its own`, "Use another name.");
}

export function agentTextTooLarge(path: string, bytes: number): ConstructError {
  return new ConstructError(
    path,
    "limit",
    `the configuration has ${bytes} bytes, a parameter of Systems Manager holds ${limits.advancedParameter.most}`,
    "Divide it: an agent reads several configurations, with append-config.",
  );
}

export function badTraceFilter(path: string, where: string, fault: TraceFilterFault): ConstructError {
  const what =
    fault.kind === "empty"
      ? "is empty"
      : `has a ${fault.mark} at character ${fault.index + 1} that ${fault.kind === "open" ? "nothing closes" : "closes nothing"}`;
  return new ConstructError(
    path,
    "filter",
    `the filter expression ${what}: ${quoted(where)}`,
    'Write it as in the console of X-Ray: service("checkout") { fault }.',
  );
}

/** @param faults everything that is wrong, about `it` */
export function refusedDashboard(path: string, name: string, faults: readonly string[]): ConstructError {
  const shown = faults.slice(0, 20);
  const more = faults.length - shown.length;
  return new ConstructError(
    path,
    "value",
    `CloudWatch refuses the body of the dashboard ${quoted(name)}:${shown.map((fault) => `\n  - ${fault}`).join("")}${more === 0 ? "" : `\n  - and ${more} more`}`,
    "Correct the body; what does not fit into one dashboard makes two.",
  );
}

export function refusedFolders(path: string, name: string): ConstructError {
  return badValue(path, "name", name, `Write ${savedQueryNameForm}.`);
}

export function badExpression(
  path: string,
  expression: string,
  fault: { readonly message: string; readonly fix: string },
): ConstructError {
  return new ConstructError(path, "expression", `${fault.message}: ${quoted(expression)}`, fault.fix);
}

export function unusedMetric(path: string, id: string, expression: string): ConstructError {
  return new ConstructError(
    path,
    "expression",
    `the expression ${quoted(expression)} does not use the metric ${id}`,
    "Use it, or remove it from `metrics`.",
  );
}

export function classLacks(path: string, feature: string, logGroupClass: string): ConstructError {
  return new ConstructError(
    path,
    "log-group-class",
    `a log group of class ${logGroupClass} does not support ${feature}`,
    "Use the class `standard`, STANDARD in Terraform. The class of an existing log group cannot be changed: the log group is replaced.",
  );
}

export function noLogGroup(path: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    "it watches the lines of the service, which has no log group",
    "Give the alarm a metric of AWS, or the service a contract and a log group.",
  );
}

export function nameNotKnown(path: string, property: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `\`${property}\` imports the log group, and its name is a reference`,
    "Write the name as text; or set the retention where the log group is made.",
  );
}

export function cannotNarrow(path: string, signal: string, where: string): ConstructError {
  return new ConstructError(
    path,
    "filter",
    `CloudWatch accepts no filter pattern that says both ${quoted(where)} and the pattern of signal ${signal}`,
    "Write `where` as a pattern of the same kind: JSON, terms, or space-delimited with the same fields.",
  );
}

export function emptyShape(path: string, shape: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `the redacted shape ${quoted(shape)} has neither \`managed\` nor \`pattern\``,
    "Name a managed data identifier of CloudWatch, or give a regular expression.",
  );
}

export function unknownIdentifier(path: string, shape: string, managed: string): ConstructError {
  return new ConstructError(
    path,
    "unknown-name",
    `CloudWatch has no managed data identifier ${quoted(managed)}, which the redacted shape ${quoted(shape)} names`,
    "Use one that CloudWatch has, such as EmailAddress, or give a `pattern` instead.",
  );
}

export function badPattern(
  path: string,
  signal: string,
  error: { readonly message: string; readonly fix: string },
): ConstructError {
  return new ConstructError(
    path,
    "filter",
    `CloudWatch refuses the pattern of signal ${signal}: ${error.message}`,
    error.fix,
  );
}

export function badFilterValue(path: string, signal: string, value: string): ConstructError {
  return new ConstructError(
    path,
    "filter",
    `the value of signal ${signal} is ${quoted(value)}`,
    "Use a number, or the selector of one field such as $.http.duration_ms.",
  );
}

export function badUnit(path: string, signal: string, unit: string, units: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "filter",
    `${quoted(unit)}, the unit of signal ${signal}, is not a unit of CloudWatch`,
    `Use one of ${units.join(", ")}.`,
  );
}

export function defaultWithDimensions(path: string, signal: string): ConstructError {
  return new ConstructError(
    path,
    "filter",
    `signal ${signal} has a default value and dimensions`,
    "CloudWatch accepts only one of them: remove `default` or the dimensions.",
  );
}

export function dimensionsWithoutFields(path: string, signal: string, kind: string): ConstructError {
  return new ConstructError(
    path,
    "filter",
    `signal ${signal} has dimensions, and its pattern of kind ${kind} has no fields to take them from`,
    "Write a JSON pattern, `{ $.field ... }`, or a space-delimited one.",
  );
}

export function badDimension(path: string, dimension: string, selector: string): ConstructError {
  return new ConstructError(
    path,
    "filter",
    `dimension ${quoted(dimension)} is ${quoted(selector)}`,
    "Use the selector of a field, such as $.http.route: the value of a dimension cannot be a fixed text.",
  );
}

export function noTotal(path: string, signal: string): ConstructError {
  return new ConstructError(
    path,
    "series",
    `signal ${signal} has no series without dimensions`,
    "Give it `total: true`, or read one series with `series({ ... })`.",
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
    "series",
    given.length === 0
      ? `a series of signal ${signal} is read without dimensions`
      : `signal ${signal} has no series with the dimensions ${given.join(", ")}`,
    wanted.length === 0
      ? "The signal has no dimensions: use `metric`."
      : `Give exactly ${wanted.join(", ")}: CloudWatch does not add up series.`,
  );
}

export function noSeverity(path: string): ConstructError {
  return new ConstructError(
    path,
    "severity",
    "`severities` is empty",
    "Give the severities to alarm at: `severities: { critical: { ... } }`.",
  );
}

export function noName(path: string, severity: string, named: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "severity",
    `there is no name for the alarm of severity ${severity}${named.length === 0 ? "" : `, only for ${named.join(", ")}`}`,
    "Give a name for each severity, or one text that all names begin with.",
  );
}

export function severityWithoutAction(path: string, severity: string, given: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "severity",
    `there is no action for severity ${severity}: the alarm would notify nobody`,
    `Add \`actions.${severity}\`, or change the severity: there are ${given.length === 0 ? "no actions" : `actions for ${given.join(", ")}`}.`,
  );
}

export function noComparison(path: string, severity: string, given: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "comparison",
    given.length === 0
      ? `severity ${severity} has no comparison`
      : `severity ${severity} has ${given.length} comparisons: ${given.join(", ")}`,
    "Give exactly one of above, atLeast, below, atMost.",
  );
}

export function differentPeriods(path: string, periods: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "window",
    `the metrics of one alarm have periods of ${periods.join(" and ")}`,
    "CloudWatch needs one period for all metrics of an alarm: give `period`.",
  );
}

export function textTooLong(path: string, length: number, most: number): ConstructError {
  return new ConstructError(
    path,
    "text",
    `the description has ${length} characters, even without its query`,
    `CloudWatch keeps at most ${most}: shorten the summary and the impact, and move details to the runbook.`,
  );
}

export function blankText(path: string, part: string): ConstructError {
  return new ConstructError(path, "text", `the ${part} of the alarm is blank`, "Write it down, or leave it out.");
}

export function emptyRule(path: string, operator: string): ConstructError {
  return new ConstructError(path, "rule", `\`${operator}\` has no alarms`, "Name at least one alarm.");
}

export function badAtLeast(path: string, amount: string, alarms: number): ConstructError {
  return new ConstructError(
    path,
    "rule",
    `at least ${amount} of ${alarms} ${alarms === 1 ? "alarm" : "alarms"}`,
    "Use a whole number from 1 to the number of alarms, or a percentage from 1 to 100.",
  );
}

export function quoteInName(path: string, name: string): ConstructError {
  return new ConstructError(
    path,
    "rule",
    `the alarm name ${quoted(name)} contains a double quote or a backslash`,
    "A rule writes names in double quotes and refers to them in Terraform, where they cannot be escaped: rename the alarm.",
  );
}

/** What does not say the dimensions of a metric: `of`, a construct or any object. */
interface UnmeasuredThing {
  readonly key: string;
  readonly dimensions: readonly string[];
  readonly of: object;
  /** Types of Terraform that say them. */
  readonly types: readonly string[];
}

export function lacksDimensions({ dimensions, key, of, types }: UnmeasuredThing): ConstructError {
  const type = "terraformResourceType" in of ? String(of.terraformResourceType) : undefined;
  const given = Object.keys(of);
  const what = type ?? (given.length === 0 ? "an empty object" : `an object with ${listed(given)}`);
  return new ConstructError(
    "node" in of ? String((of.node as { path?: unknown }).path) : `awsMetrics: ${key}`,
    "value",
    `${what} does not say the dimensions of ${key}`,
    `Give { ${dimensions.map((name) => (/^\w+$/.test(name) ? name : quoted(name))).join(", ")} }${types.length === 0 ? "" : `, or ${types.join(" or ")}`}.`,
  );
}

export function unknownName(path: string, what: string, name: string, known: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "unknown-name",
    `there is no ${what} ${quoted(name)}`,
    known.length === 0 ? `There is no ${what} at all.` : `Use one of ${known.join(", ")}.`,
  );
}

/** Never shows the value: it may be the secret. */
export function literalSecret(path: string, what: string): ConstructError {
  return new ConstructError(
    path,
    "secret",
    `${what} is written in the code`,
    "Refer to it: { ssm: name }, { secret: name, key } or { variable: name }. If it was committed, revoke it.",
  );
}

export function badVariable(path: string, name: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `${quoted(name)} is not a name of a Terraform variable`,
    "Use letters, digits, _ and -, beginning with a letter.",
  );
}

export function badAddress(path: string, address: string): ConstructError {
  return new ConstructError(path, "value", `${quoted(address)} is not an e-mail address`, "Write name@example.com.");
}

export function notOneTarget(path: string, given: readonly string[], words: readonly string[]): ConstructError {
  return new ConstructError(
    path,
    "value",
    given.length === 0 ? "the receiver is not named" : `there are ${given.length} receivers: ${given.join(", ")}`,
    `Give exactly one of ${words.join(", ")}; for several receivers, make a route for each.`,
  );
}

export function badSchedule(path: string, message: string, fix: string): ConstructError {
  return new ConstructError(path, "schedule", message, fix);
}

export function providerTooOld(path: string, feature: string, constraint: string, minimum: string): ConstructError {
  return new ConstructError(
    path,
    "provider-version",
    `${feature} need AWS provider ${minimum} or later, and ${quoted(constraint)} allows only earlier versions`,
    `Raise the constraint, e.g. to ">= ${minimum}", or leave ${feature} out.`,
  );
}

export function badConstraint(path: string, constraint: string): ConstructError {
  return new ConstructError(
    path,
    "provider-version",
    `${quoted(constraint)} is not a version constraint`,
    'Write it as Terraform does, e.g. "~> 6.41" or ">= 5.100.0, < 7.0.0".',
  );
}

export function badImage(path: string, container: string, image: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `the image of container ${container}, ${quoted(image)}, has no digest`,
    "Write name@sha256:...: a tag can mean another image tomorrow, and a rollback would not go back. `docker buildx imagetools inspect` shows the digest.",
  );
}

export function badUser(path: string, container: string, user: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `the user of container ${container} is ${quoted(user)}`,
    "Use a number other than 0, such as 10001.",
  );
}

export function rootRemains(path: string, container: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    `container ${container} is root, and need not have ended when others run`,
    `Give it no ports and no \`restart\`, make it \`essential: false\`, and let each essential container wait: \`after: { ${container}: "SUCCESS" }\`.`,
  );
}

export function noContainer(path: string): ConstructError {
  return new ConstructError(path, "value", "`containers` is empty", "Give at least one container.");
}

export function noEssentialContainer(path: string): ConstructError {
  return new ConstructError(
    path,
    "value",
    "none of `containers` is essential",
    "Leave out `essential: false` for one at least: the task runs as long as that one.",
  );
}

export function badTasks(path: string, min: number, max: number): ConstructError {
  return new ConstructError(
    path,
    "value",
    min === max ? `tasks is ${min}` : `tasks is from ${min} to ${max}`,
    "Use whole numbers, the least first.",
  );
}

export function badCpu(path: string, cpu: number, offered: readonly number[]): ConstructError {
  return new ConstructError(
    path,
    "value",
    `Fargate has no task with ${cpu} units of CPU`,
    `Use ${offered.join(", ")}: 1,024 units are one virtual CPU.`,
  );
}

export function badMemory(path: string, cpu: number, memoryMib: number, offered: readonly number[]): ConstructError {
  const near = offered.toSorted((a, b) => Math.abs(a - memoryMib) - Math.abs(b - memoryMib)).slice(0, 2);
  return new ConstructError(
    path,
    "value",
    `Fargate has no task with ${cpu} units of CPU and ${memoryMib} MiB of memory`,
    `Use ${near.join(" or ")} MiB, or another CPU.`,
  );
}

export function textTooLarge(path: string, delivery: string, bytes: number, most: number, fix: string): ConstructError {
  return new ConstructError(path, "limit", `the text has ${bytes} bytes, and ${delivery} takes at most ${most}`, fix);
}

export function variableAsSecret(path: string, name: string, variable: string): ConstructError {
  return new ConstructError(
    path,
    "secret",
    `the secret ${name} is the Terraform variable ${quoted(variable)}`,
    "ECS reads secrets when a task starts, so use { ssm: name } or { secret: name, key }: the value of a variable would stand in the task definition, for all to read.",
  );
}

export function badBucket(path: string, name: string): ConstructError {
  return new ConstructError(
    path,
    "text",
    `${quoted(name)} is not a bucket name`,
    "Use 3 to 63 lower-case letters, digits, - and ., or give a `bucket`.",
  );
}
