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

test("a measure has the field's unit and selector, and one condition per event", () => {
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

test("dimensions are selectors, and the pattern requires their fields", () => {
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

test("a total in addition to dimensions is a second filter", () => {
  expect(printed(contract.signals.both).map((filter) => ("id" in filter ? filter.id : ""))).toEqual([
    "Total",
    "ByDimension",
  ]);
});

test("a dimension's field is required again only if the pattern can match without it", () => {
  expect(printed(contract.signals.already)).toMatchObject([
    { pattern: '{ $.http.route = "/a*" && $.http.response.status_code >= 500 }' },
  ]);
  expect(printed(contract.signals.either)).toMatchObject([
    { pattern: '{ ($.http.route = "/a" || $.user.id NOT EXISTS) && $.http.route = * }' },
  ]);
});

test("a missing or different value is written as NOT EXISTS or !=", () => {
  expect(printed(contract.signals.different)).toMatchObject([
    { pattern: '{ $.error.type NOT EXISTS || $.error.type != "timeout" }' },
  ]);
});
