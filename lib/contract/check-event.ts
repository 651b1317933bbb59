import { valueAt } from "../base";
import { compile, type LogEvent, parse } from "../pattern";
import { lineChecker } from "./check-line";
import type { LineProblem } from "./line-problem";
import { type Contract, keysOf } from "./model";

/**
 * Compiles a contract into a check of the events of a log group. It returns undefined for an event that the contract does not describe: those that its
 * `line.where` leaves out; and what Lambda itself writes between a function's lines, unless the contract has it.
 */
export function eventChecker(contract: Contract): (event: LogEvent) => readonly LineProblem[] | undefined {
  const { events, line } = contract;
  const check = lineChecker(contract);
  const matcher = line.where === undefined ? undefined : compile(parse(line.where));
  const isDescribed = (event: LogEvent): boolean => {
    if (matcher !== undefined) return matcher.matches(event);
    const platform = platformEvent(event);
    return !lambdaPlatform.test(event.text) && (platform === undefined || Object.hasOwn(events, platform));
  };
  return (event) => {
    if (!isDescribed(event)) return undefined;
    return check(line.text === undefined ? (event.json ?? undefined) : event.text);
  };
}

/** Reads a field of a contract's lines by its name: of JSON the value, of text the part. */
export function partReader({ line }: Contract): (event: LogEvent, field: string) => unknown {
  if (line.text === undefined) return ({ json }, field) => valueAt(json, keysOf(field));
  const matcher = compile(line.text);
  return (event, field) => matcher.extract(event)?.[`$${field}`];
}

/** Whether Lambda itself wrote an event, between those of a function. */
export function isOfLambda(event: LogEvent): boolean {
  return event.json === null ? lambdaPlatform.test(event.text) : platformEvent(event) !== undefined;
}

/**
 * What a line of Lambda's own says, with the log format JSON: `platform.report`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
function platformEvent({ json }: LogEvent): string | undefined {
  if (json === null || !Object.hasOwn(json, "type") || !Object.hasOwn(json, "record")) return undefined;
  const { type } = json;
  return typeof type === "string" && type.startsWith("platform.") ? type : undefined;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html */
const lambdaPlatform = /^(?:(?:START|END|REPORT) RequestId: |INIT_START Runtime Version: )/;
