import { greatest, least, own } from "../base";
import {
  checkContract,
  type ContractDefinition,
  type FieldTable,
  levelNames,
  selectorText,
  type SignalDefinition,
  type Spelling,
} from "../contract";
import type { SeenLevels } from "./level-spellings";
import { isDuration, isStatus } from "./names";

type Signals = Readonly<Record<string, SignalDefinition>>;

/** How conditions are written for lines of a form. */
export interface Conditions {
  /** Of a comparison with a number. */
  number(field: string, operator: ">=" | "<=", value: number): string;

  /** Of a field that has one of the values. */
  oneOf(field: string, values: readonly Spelling[]): string;
}

export const jsonConditions: Conditions = {
  number: (field, operator, value) => `{ ${selectorText(field)} ${operator} ${value} }`,
  oneOf: (field, values) =>
    `{ ${values.map((value) => `${selectorText(field)} = ${JSON.stringify(value)}`).join(" || ")} }`,
};

/** Parts of text, of which all have to be written: they are found by their place. */
export function textConditions(parts: readonly string[]): Conditions {
  const at = (field: string, condition: string): string =>
    `[${parts.map((part) => (part === field ? condition : part)).join(", ")}]`;
  return {
    number: (field, operator, value) => at(field, `${field} ${operator} ${value}`),
    oneOf: (field, values) => at(field, values.map((value) => `${field} = ${JSON.stringify(value)}`).join(" || ")),
  };
}

/** Signals worth having on these lines: errors, and requests with their failures and times where fields say so. */
export function signalsOf(
  definition: ContractDefinition,
  levels: SeenLevels | undefined,
  conditions: Conditions,
  hasErrorEvents: boolean,
): Signals {
  const { fields = {}, line = {} } = definition;
  const failing = levels === undefined ? [] : [...levels.spellings.error, ...levels.spellings.fatal];
  const status = statusIn(fields);
  const duration = durationIn(fields, status);
  const found: [name: string, signal: SignalDefinition][] = [];
  if (line.level !== undefined && failing.length > 0) {
    const where = ofLevels(line.level, failing, levels, conditions);
    const worst = (["error", "fatal"] as const)
      .filter((name) => (levels?.spellings[name].length ?? 0) > 0)
      .join(" or ");
    found.push(["error_lines", { description: `Lines of level ${worst}.`, where, default: 0 }]);
    if (line.event !== undefined && line.event !== line.message && hasErrorEvents)
      found.push([
        "error_events",
        { description: `Lines of level ${worst}, by event.`, where, dimensions: [line.event] },
      ]);
  }
  if (status !== undefined) {
    const atLeast = (least: number): string => conditions.number(status, ">=", least);
    found.push(["requests", { description: "Requests that were answered.", where: atLeast(100), default: 0 }]);
    found.push([
      "server_errors",
      { description: "Answers with a status of 500 and above.", where: atLeast(500), default: 0 },
    ]);
  }
  if (duration !== undefined) {
    const where = conditions.number(duration, ">=", 0);
    found.push(["request_duration", { description: "Time of a request.", where, value: duration }]);
  }
  // What a filter pattern cannot say, of names that are too long or odd, is left out.
  return Object.fromEntries(
    found.filter(([name, signal]) => checkContract({ ...definition, signals: { [name]: signal } }).length === 0),
  );
}

/** Levels that are errors: a comparison, where numbers grow or fall with the level. */
function ofLevels(
  field: string,
  failing: readonly Spelling[],
  levels: SeenLevels | undefined,
  conditions: Conditions,
): string {
  const others = levelNames.flatMap((name) =>
    name === "error" || name === "fatal" ? [] : (levels?.spellings[name] ?? []),
  );
  const [bad, good] = [failing, others].map((all) => all.filter((value) => typeof value === "number"));
  if (bad === undefined || good === undefined || bad.length < failing.length || good.length === 0)
    return conditions.oneOf(field, failing);
  if (least(bad) > greatest(good)) return conditions.number(field, ">=", least(bad));
  return greatest(bad) < least(good) ? conditions.number(field, "<=", greatest(bad)) : conditions.oneOf(field, failing);
}

function numbers(fields: FieldTable): string[] {
  return Object.entries(fields).flatMap(([name, { pii, type }]) =>
    pii !== true && (type === "integer" || type === "number") ? [name] : [],
  );
}

/** The status of answers; what is called so only by its last word has to lie beside other words of HTTP. */
function statusIn(fields: FieldTable): string | undefined {
  const named = numbers(fields).filter((name) => own(fields, name)?.type === "integer" && isStatus(name));
  return named.find((name) => /http|res|response|code|elb/i.test(name)) ?? named[0];
}

/** The time of a request: beside a status, or called so. */
function durationIn(fields: FieldTable, status: string | undefined): string | undefined {
  const named = numbers(fields).filter((name) => isDuration(name) && own(fields, name)?.unit !== undefined);
  const group = status === undefined ? undefined : status.split(".")[0];
  const beside = named.find((name) => group !== undefined && name.split(".")[0] === group);
  return status === undefined
    ? named.find((name) => /request|response/i.test(name))
    : (beside ??
        named.find((name) => !name.includes(".")) ??
        named.find((name) => /request|response|http/i.test(name)));
}
