import type { Bounds, ItemExpectation, NowhereExpectation, Selector, ValueExpectation } from "../scenario";
import { durationOf, type Item, serviceOf, severityName } from "../telemetry";
import { nameOf, valueText } from "./select";

/** An expectation in a sentence. */
export function expectationText(expectation: ItemExpectation): string {
  const { kept, count, share, value, attributes, body, fields, once, exporter, pipeline } = expectation;
  const all = [
    ...(kept === undefined ? [] : [kept ? "all come out" : "none comes out"]),
    ...(count === undefined ? [] : [`${boundsText(count, String)} come out`]),
    ...(share === undefined ? [] : [`${boundsText(share, percent)} come out`]),
    ...(value === undefined ? [] : [`values add up to ${boundsText(value, String)}`]),
    ...Object.entries(attributes).map(([key, each]) => `${key}${valueExpectationText(each)}`),
    ...(body === undefined ? [] : [`body${valueExpectationText(body)}`]),
    ...Object.entries(fields).map(([name, each]) => `${name}${valueExpectationText(each)}`),
    ...(once ? ["once"] : []),
  ];
  const where = [
    ...(exporter === undefined ? [] : [` at ${exporter}`]),
    ...(pipeline === undefined ? [] : [` by ${pipeline}`]),
  ];
  return `${selectorText(expectation.selector)}${where.join("")}: ${all.join(", ")}`;
}

export function nowhereText({ texts }: NowhereExpectation): string {
  return `nowhere: ${texts.map((text) => JSON.stringify(text)).join(", ")}`;
}

function selectorText({
  kind,
  name,
  service,
  where,
  status,
  spanKind,
  root,
  slower,
  faster,
  severity,
  event,
}: Selector): string {
  const parts = [
    ...(service === undefined ? [] : [`of ${service}`]),
    ...(status === undefined ? [] : [`with status ${status}`]),
    ...(spanKind === undefined ? [] : [`of kind ${spanKind}`]),
    ...(root === undefined ? [] : [root ? "that are roots" : "that are no roots"]),
    ...(slower === undefined ? [] : [`slower than ${slower}ms`]),
    ...(faster === undefined ? [] : [`of at most ${faster}ms`]),
    ...(severity === undefined ? [] : [`of severity ${severity}`]),
    ...Object.entries(where).map(([key, value]) => `where ${key} is ${valueText(value)}`),
  ];
  const subject = event === undefined ? [kind, name] : ["event", event.name];
  return [...subject, ...parts].join(" ");
}

/** What follows the name of a value. */
export function valueExpectationText(expected: ValueExpectation): string {
  switch (expected.is) {
    case "equal":
      return `: ${valueText(expected.value)}`;
    case "not":
      return ` is not ${valueText(expected.value)}`;
    case "matching":
      return ` matches ${expected.pattern}`;
    case "present":
      return " is there";
    case "absent":
      return " is absent";
  }
}

export function boundsText({ atLeast, atMost }: Bounds, text: (value: number) => string): string {
  if (atLeast === atMost) return text(atLeast);
  if (atMost === Infinity) return `at least ${text(atLeast)}`;
  return atLeast === -Infinity ? `at most ${text(atMost)}` : `${text(atLeast)} to ${text(atMost)}`;
}

/** `12.5 %`, cut to hundredths. */
export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100} %`;
}

/** An item in a few words. */
export function itemText(item: Item): string {
  const service = serviceOf(item);
  const of = service === "" ? "" : ` of ${service}`;
  switch (item.kind) {
    case "span":
      return `span ${item.name}${of}, ${item.status}, ${durationOf(item)}ms`;
    case "metric":
      return `metric ${item.name}${of}, ${item.value}`;
    case "log":
      return `log ${nameOf(item)}${of}, ${severityName(item.severityNumber)}`;
  }
}
