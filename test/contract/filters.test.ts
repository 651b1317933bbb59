import {
  all,
  any,
  baseContract,
  defineContract,
  eq,
  filtersOf,
  gte,
  missing,
  ne,
  type Signal,
} from "../../lib/contract";
import { print } from "../../lib/pattern";

const contract = defineContract({
  name: "x",
  extends: baseContract,
  signals: {
    plain: { description: "d", on: "request_completed", default: 0 },
    measured: { description: "d", on: ["request_completed", "request_failed"], value: "http.duration_ms" },
    split: { description: "d", on: "request_completed", dimensions: ["http.route", "http.request.method"] },
    both: {
      description: "d",
      on: "request_completed",
      where: gte("http.response.status_code", 500),
      dimensions: ["http.route"],
      total: true,
    },
    already: {
      description: "d",
      where: all(eq("http.route", "/a*"), gte("http.response.status_code", 500)),
      dimensions: ["http.route"],
    },
    either: { description: "d", where: any(eq("http.route", "/a"), missing("user.id")), dimensions: ["http.route"] },
    different: { description: "d", where: any(missing("error.type"), ne("error.type", "timeout")) },
  },
});

function printed(signal: Signal): object[] {
  return filtersOf(signal).map(({ pattern, ...rest }) => ({ ...rest, pattern: print(pattern) }));
}

test("a count has one filter, with its default", () => {
  expect(printed(contract.signals.plain)).toEqual([
    {
      id: "Total",
      value: "1",
      dimensions: {},
      defaultValue: 0,
      unit: "Count",
      pattern: '{ $.event = "request_completed" }',
    },
  ]);
});

test("a measure takes the field's unit and selector, and joins its events", () => {
  expect(printed(contract.signals.measured)).toEqual([
    {
      id: "Total",
      value: "$.http.duration_ms",
      dimensions: {},
      unit: "Milliseconds",
      pattern: '{ $.event = "request_completed" || $.event = "request_failed" }',
    },
  ]);
});

test("dimensions are fields, and the filter asks for them to be there", () => {
  expect(printed(contract.signals.split)).toEqual([
    {
      id: "ByDimension",
      value: "1",
      dimensions: { "http.route": "$.http.route", "http.request.method": "$.http.request.method" },
      unit: "Count",
      pattern: '{ $.event = "request_completed" && $.http.route = * && $.http.request.method = * }',
    },
  ]);
});

test("a total beside dimensions is a second filter", () => {
  expect(printed(contract.signals.both).map((filter) => ("id" in filter ? filter.id : ""))).toEqual([
    "Total",
    "ByDimension",
  ]);
});

test("a pattern that already needs the field is not asked twice, unless it can match without it", () => {
  expect(printed(contract.signals.already)).toMatchObject([
    { pattern: '{ $.http.route = "/a*" && $.http.response.status_code >= 500 }' },
  ]);
  expect(printed(contract.signals.either)).toMatchObject([
    { pattern: '{ ($.http.route = "/a" || $.user.id NOT EXISTS) && $.http.route = * }' },
  ]);
});

test("missing or different is written out", () => {
  expect(printed(contract.signals.different)).toMatchObject([
    { pattern: '{ $.error.type NOT EXISTS || $.error.type != "timeout" }' },
  ]);
});
