import { checkContract } from "../../lib/contract";

const events = {
  request_completed: { level: "info", description: "d", required: ["http.status"], optional: ["user.id"] },
  request_failed: { level: "error", description: "d", required: ["http.status", "error.type"] },
} as const;
const fields = {
  level: { type: "string", description: "d" },
  event: { type: "string", description: "d" },
  "http.status": { type: "integer", description: "d" },
  "error.type": { type: "string", description: "d" },
  "user.id": { type: "string", description: "d" },
} as const;

const found = (where: string, on?: string | readonly string[]) =>
  checkContract({
    name: "x",
    fields,
    events,
    signals: { bad: { description: "d", where, ...(on === undefined ? {} : { on: on as string }) } },
  }).map(({ rule, severity }) => `${rule} ${severity}`);

const absent = ["pattern-absent-field warning"];

test.each<[string, string | readonly string[] | undefined]>([
  ['{ $.user.id != "probe" }', "request_completed"],
  ['{ $.user.id != "probe" }', undefined],
  ['{ $.error.type != "timeout" }', ["request_completed", "request_failed"]],
  ['{ $.event = "request_completed" && $.user.id != "probe" }', undefined],
  ['{ $.http.status >= 500 && ($.user.id != "a" || $.error.type = "b") }', "request_completed"],
])("%s of %s may be missing", (where, on) => {
  expect(found(where, on)).toEqual(absent);
});

test.each<[string, string | readonly string[] | undefined]>([
  ["{ $.http.status != 200 }", "request_completed"],
  ["{ $.http.status != 200 }", ["request_completed", "request_failed"]],
  ['{ ($.event = "request_completed" || $.event = "request_failed") && $.http.status != 200 }', undefined],
  ['{ $.user.id NOT EXISTS || $.user.id != "probe" }', "request_completed"],
  ['{ $.user NOT EXISTS || $.user.id != "probe" }', "request_completed"],
  ['{ $.user.id = * && $.user.id != "probe" }', "request_completed"],
  ['{ $.level != "debug" }', undefined],
  ['{ $.user.id = "probe" }', "request_completed"],
  ["{ $.user.id NOT EXISTS }", "request_completed"],
  ["{ $.http.status NOT EXISTS || $.http.status != 200 }", "request_completed"],
])("%s of %s says what it means", (where, on) => {
  expect(found(where, on)).toEqual([]);
});

test("a field that every line of the events has never lacks", () => {
  expect(found("{ $.http.status NOT EXISTS }", "request_completed")).toEqual(["pattern-never-matches error"]);
  expect(found("{ $.error.type NOT EXISTS }", ["request_completed", "request_failed"])).toEqual([]);
});
