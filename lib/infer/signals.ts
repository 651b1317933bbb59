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
  number(field: string, operator: ">=", value: number): string;

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
  const isError = line.level === undefined || failing.length === 0 ? undefined : conditions.oneOf(line.level, failing);
  const worst = levelNames
    .filter((name) => name === "error" || name === "fatal")
    .filter((name) => (levels?.spellings[name].length ?? 0) > 0);
  const status = statusIn(fields);
  const duration = durationIn(fields, status);
  const found: Record<string, SignalDefinition | undefined> = {
    error_lines:
      isError === undefined
        ? undefined
        : { description: `Lines of level ${worst.join(" or ")}.`, where: isError, default: 0 },
    error_events:
      isError === undefined || line.event === undefined || line.event === line.message || !hasErrorEvents
        ? undefined
        : { description: "The same, by event.", where: isError, dimensions: [line.event], metric: "ErrorEvents" },
    requests:
      status === undefined
        ? undefined
        : { description: "Requests that were answered.", where: conditions.number(status, ">=", 100), default: 0 },
    server_errors:
      status === undefined
        ? undefined
        : {
            description: "Answers with a status of 500 and above.",
            where: conditions.number(status, ">=", 500),
            default: 0,
          },
    request_duration:
      duration === undefined
        ? undefined
        : { description: "Time of a request.", where: conditions.number(duration, ">=", 0), value: duration },
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, signal]) => {
      if (signal === undefined) return [];
      const { metric: _metric, ...plain } = signal;
      // What a filter pattern cannot say, of names that are too long or odd, is left out.
      return checkContract({ ...definition, signals: { [name]: plain } }).length === 0
        ? [[name, plain as SignalDefinition]]
        : [];
    }),
  );
}

function numbers(fields: FieldTable): string[] {
  return Object.entries(fields).flatMap(([name, { pii, type }]) =>
    pii !== true && (type === "integer" || type === "number") ? [name] : [],
  );
}

/** The status of answers; what is called so only by its last word has to lie beside other words of HTTP. */
function statusIn(fields: FieldTable): string | undefined {
  const named = numbers(fields).filter((name) => fields[name]?.type === "integer" && isStatus(name));
  return named.find((name) => /http|res|response|code|elb/i.test(name)) ?? named[0];
}

/** The time of a request: beside a status, or called so. */
function durationIn(fields: FieldTable, status: string | undefined): string | undefined {
  const named = numbers(fields).filter((name) => isDuration(name) && fields[name]?.unit !== undefined);
  const group = status === undefined ? undefined : status.split(".")[0];
  const beside = named.find((name) => group !== undefined && name.split(".")[0] === group);
  return status === undefined
    ? named.find((name) => /request|response/i.test(name))
    : (beside ??
        named.find((name) => !name.includes(".")) ??
        named.find((name) => /request|response|http/i.test(name)));
}
