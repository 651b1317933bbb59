import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Contract, defineContract, inspectContract, lineChecker } from "../../lib/contract";
import { Inference, type Inferred, inferredTypeScript, inferredYaml } from "../../lib/infer";
import { expectGolden } from "../golden";
import { growth } from "../work";

const root = join(__dirname, "..", "..");

function inferred(lines: Iterable<object | string>, presets: readonly Contract[] = [], name = "app"): Inferred {
  const inference = new Inference(name, presets);
  let line = 0;
  for (const each of lines)
    inference.add({ text: typeof each === "string" ? each : JSON.stringify(each), source: "a.log", line: ++line });
  const found = inference.finish();
  if (found === undefined) throw new Error("nothing was inferred");
  return found;
}

const times = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));
const fieldsOf = (lines: Iterable<object | string>) => inferred(lines).definition.fields ?? {};

describe("recordings of the examples", () => {
  test.each([
    ["booking", "examples/brownfield/logs/booking.ndjson"],
    ["tickets", "examples/brownfield/logs/tickets.ndjson"],
    ["payments", "examples/shop/logs/sample/payments.ndjson"],
  ])("%s", (name, file) => {
    const lines = readFileSync(join(root, file), "utf8").trim().split("\n");
    const found = inferred(lines, [], name);
    // The module is compiled with all tests.
    expectGolden(`infer/${name}.ts`, inferredTypeScript(found));
    expectGolden(`infer/${name}.yaml`, inferredYaml(found));
  });

  test("an access log", () => {
    const found = inferred(accessLog, [], "web");
    expectGolden("infer/web.ts", inferredTypeScript(found));
  });
});

const accessLog = times(
  40,
  (at) =>
    `203.0.113.${at} - ${at % 9 === 0 ? "kim" : "-"} [10/Oct/2026:13:55:${10 + at} +0000] "GET /carts/${at} HTTP/1.1" ${at % 7 === 0 ? 502 : 200} ${at % 11 === 0 ? "-" : 900 + at} "-" "Mozilla/5.0 (X11)"`,
);

test.each<[what: string, values: readonly unknown[], name: string, type: string | undefined]>([
  ["whole numbers", [1, 2], "a", "integer"],
  ["numbers of which one has a fraction", [1, 2.5], "a", "number"],
  ["a number beyond all", [1, Number.MAX_VALUE], "a", "integer"],
  ["times", ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5+01:00"], "a", "timestamp"],
  ["a time and another text", ["2026-01-01T00:00:00Z", "now"], "a", "string"],
  ["flags", [true, false], "a", "boolean"],
  ["lists of texts", [["x"], []], "a", "string[]"],
  ["null beside a value", [null, "x"], "a", "string"],
  ["texts and numbers", ["x", 1], "a", undefined],
  ["lists of numbers", [[1], [2]], "a", undefined],
  ["nothing but null", [null, null], "a", undefined],
  ["a text and an object", ["x", { b: 1 }], "a.b", undefined],
  ["null and an object", [null, { b: 1 }], "a.b", "integer"],
])("the type of %s", (_, values, name, type) => {
  expect(fieldsOf(values.map((a) => ({ a })))[name]?.type).toBe(type);
});

test("names are as a filter pattern writes them, and what it cannot name is said", () => {
  const { definition, undeclared } = inferred([
    { "log.level": "x", "@t": 1, a: { "b c": 1, "it's": 1 }, "": 1, ["__proto__"]: 1, "x\u202ey": 1 },
  ]);
  expect(Object.keys(definition.fields ?? {})).toEqual(["['log.level']", "['@t']", "a.['b c']"]);
  expect(undeclared.map(({ why }) => why)).toEqual(["name", "name", "name", "name"]);
});

test("a field that is written in two styles is declared in both, or in none", () => {
  expect(Object.keys(fieldsOf([{ request_id: "a" }, { requestId: "b" }]))).toEqual(["request_id", "requestId"]);
  expect(fieldsOf([{ request_id: "a" }, { requestId: 1 }, { requestId: "b" }])).toEqual({});
});

test.each([
  ["pino's numbers", [30, 50], { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 }],
  ["syslog's numbers", [6, 3], { debug: 7, info: [5, 6], warn: 4, error: 3, fatal: [0, 1, 2] }],
  [
    "Python's names",
    ["INFO", "WARNING", "CRITICAL"],
    { debug: "DEBUG", info: "INFO", warn: "WARNING", error: "ERROR", fatal: "CRITICAL" },
  ],
  [
    "names of .NET",
    ["Information", "Error"],
    {
      debug: ["Debug", "Verbose", "Trace"],
      info: "Information",
      warn: "Warning",
      error: "Error",
      fatal: ["Fatal", "Critical"],
    },
  ],
])("levels: %s", (_, spellings, levels) => {
  const { line } = inferred(spellings.map((level) => ({ level, msg: "x" }))).definition;
  expect(line?.levels).toEqual(levels);
});

test("a spelling that is not a level's is info if it is rare, and is said", () => {
  const { levels } = inferred(times(100, (at) => ({ level: at === 7 ? "AUDIT" : "INFO" })));
  expect(levels?.spellings.info).toEqual(["INFO", "AUDIT"]);
  expect(levels?.unknown).toEqual(["AUDIT"]);
  expect(inferred(times(100, (at) => ({ level: at % 2 === 0 ? "AUDIT" : "INFO" }))).levels).toBeUndefined();
});

test.each([
  ["responseTime", 80.1, "Milliseconds"],
  ["duration_ms", 3, "Milliseconds"],
  ["request_time", 0.004, "Seconds"],
  ["elapsedSeconds", 4, "Seconds"],
  ["body_bytes", 4, "Bytes"],
  ["memoryMB", 4, "Megabytes"],
  ["cost_usd", 0.01, "None"],
  ["status", 200, undefined],
  ["duration", -1, undefined],
])("the unit of %s", (name, value, unit) => {
  expect(fieldsOf([{ [name]: value }])[name]?.unit).toBe(unit);
});

test("few values that come again are listed, ids are not, nor what grows with the lines", () => {
  const fields = fieldsOf(
    times(400, (at) => ({
      kind: at % 2 === 0 ? "book" : "ticket",
      color: `c${at % 3}${"x".repeat(at % 20)}`,
      order: `order-${1000 + at}`,
      growing: `g${Math.floor(at / 12)}`,
      url: at % 2 === 0 ? "/a" : "/b",
      method: at % 2 === 0 ? "GET" : "POST",
    })),
  );
  expect(fields).toMatchObject({ kind: { values: ["book", "ticket"] }, method: { bounded: true } });
  for (const name of ["order", "growing", "url"]) {
    expect(fields[name]?.values).toBeUndefined();
    expect(fields[name]?.bounded).toBeUndefined();
  }
});

describe("personal data and secrets", () => {
  const lines = [
    {
      user: { email: "kim@example.com", id: "u-1" },
      note: "call kim@example.com",
      card: "4111 1111 1111 1111",
      seen: "203.0.113.7",
      token: "s3cr3t-value",
      header: "Bearer abcdefghijklmnopqrstuv",
      jwt: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
      key: "AKIAIOSFODNN7EXAMPLE",
      password: "********",
      ts: 1772474400012,
      version: "1.2.3",
    },
  ];
  const found = inferred(lines);

  test("are suspected in values and in names", () => {
    const personal = Object.entries(found.definition.fields ?? {}).filter(([, { pii }]) => pii === true);
    expect(personal.map(([name]) => name)).toEqual([
      ...["user.email", "user.id", "note", "card", "seen", "token", "header", "jwt", "key"],
    ]);
    expect(found.secrets.map(({ kind, path }) => `${path}: ${kind}`)).toEqual([
      "token: secret by its name",
      "header: bearer token",
      "jwt: JSON Web Token",
      "key: AWS access key",
    ]);
  });

  test("are shown nowhere", () => {
    const texts = `${inferredTypeScript(found)}${inferredYaml(found)}${JSON.stringify(found.secrets)}`;
    for (const value of ["kim@", "4111", "203.0.113", "s3cr3t", "abcdefgh", "eyJ", "AKIA"])
      expect(texts).not.toContain(value);
  });

  test("also as keys", () => {
    const { definition, undeclared } = inferred([{ by: { "kim@example.com": 1, "ada@example.com": 2 } }]);
    expect(definition.fields).toBeUndefined();
    expect(undeclared).toMatchObject([{ path: "by", why: "keys", keys: 2 }]);
  });
});

test("keys that are data are not fields, however many there are", () => {
  const { definition, undeclared } = inferred(
    times(3000, (at) => ({ msg: "x", by: { [`u${at}`]: { n: at }, [`v${at}`]: { n: at } } })),
  );
  expect(Object.keys(definition.fields ?? {})).toEqual(["msg"]);
  expect(undeclared).toMatchObject([{ path: "by", why: "keys" }]);
});

test("too many fields are cut to the most frequent ones, which is said", () => {
  const { definition, undeclared } = inferred(
    times(50, (at) =>
      Object.fromEntries<string | number>([
        ["msg", "x"],
        ...times(40, (key): [string, number] => [`w${String.fromCharCode(97 + (at % 26))}x${key}y`, 1]),
      ]),
    ),
  );
  expect(Object.keys(definition.fields ?? {})).toHaveLength(120);
  expect(undeclared.every(({ why }) => why === "rare")).toBe(true);
});

describe("events", () => {
  const lines = times(60, (at) => ({
    level: at % 6 === 0 ? "error" : "info",
    event: at % 6 === 0 ? "payment_failed" : "payment_made",
    amount: at,
    ...(at % 6 === 0 ? { reason: "declined" } : at % 2 === 0 ? { provider: "a" } : {}),
  }));

  test("are the values of a field of names, with what all of their lines have and some of them", () => {
    expect(inferred(lines).definition.events).toMatchObject({
      payment_failed: { level: "error", required: ["reason"] },
      payment_made: { level: "info", optional: ["provider"] },
    });
  });

  test("are not declared where their level changes, unless that is rare: then the lines are named", () => {
    const changed = (every: number) =>
      lines.concat(times(100, (at) => ({ ...lines[1]!, level: at % every === 0 ? "error" : "info" })));
    expect(inferred(changed(2)).definition.events).toBeUndefined();
    expect(inferred(changed(100)).exceptions).toMatchObject([
      { kind: "level", event: "payment_made", level: "error", lines: 1 },
    ]);
  });

  test("are messages, if a few are most lines", () => {
    const few = times(40, (at) => ({ level: "info", msg: at % 10 === 0 ? `took ${at} ms` : "order placed" }));
    const { definition, unnamed } = inferred(few);
    expect(Object.keys(definition.events ?? {})).toEqual(["order placed"]);
    expect(unnamed).toBe(4);
    expect(inferred(times(40, (at) => ({ level: "info", msg: `took ${at} ms` }))).definition.events).toBeUndefined();
  });
});

test("a role that almost all lines have is named, and so are the lines without it", () => {
  const lines = times(100, (at) => (at === 50 ? { msg: "x" } : { level: "info", msg: "x" }));
  const { definition, exceptions } = inferred(lines);
  expect(definition.line?.level).toBe("level");
  expect(exceptions).toEqual([{ kind: "missing", field: "level", lines: 1 }]);
  expect(
    inferred(times(10, (at) => (at < 5 ? { msg: "x" } : { level: "info", msg: "x" }))).definition.line?.level,
  ).toBeUndefined();
});

test("what the majority of the lines is, decides; the others are counted, with the first of them", () => {
  const { form, rest } = inferred([
    "Server listening on port 8080",
    "START RequestId: 5f1c Version: $LATEST",
    ...times(5, () => ({ msg: "x" })),
  ]);
  expect(form).toBe("json");
  expect(rest).toEqual([
    { kind: "text", lines: 1, first: { source: "a.log", line: 1 } },
    { kind: "platform", lines: 1, first: { source: "a.log", line: 2 } },
  ]);
});

test.each<[what: string, lines: readonly string[], text: string]>([
  ["an access log", accessLog, "[ip, ident, user, time, request, status, bytes, referrer, agent]"],
  [
    "log4j's lines",
    times(
      30,
      (at) => `2026-01-01 10:00:${10 + at},123 INFO [main] com.example.Api: took ${at} ms${" more".repeat(at % 4)}`,
    ),
    "[date, time, level, context, process, message]",
  ],
  [
    "syslog's lines",
    times(
      30,
      (at) => `Jun ${(at % 28) + 1} 15:16:01 web1 sshd[${at}]: session ${at % 2 === 0 ? "opened" : "closed for user"}`,
    ),
    "[month, day, time, host, process, message]",
  ],
  [
    "lines under a header",
    ["version account-id action bytes", ...times(20, (at) => `2 123456789010 ACCEPT ${at}`)],
    "[version, account_id, action, bytes]",
  ],
  ["sentences", ["it works", "it does not work at all", "no"], "[message]"],
])("the form of %s", (_, lines, text) => {
  expect(inferred(lines).definition.line?.text).toBe(text);
});

describe("a preset that the lines fit", () => {
  const preset = defineContract({
    name: "pino",
    conventions: "own",
    line: {
      timestamp: "time",
      level: "level",
      message: "msg",
      levels: { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 },
    },
    fields: {
      time: { type: "integer", description: "When." },
      level: { type: "integer", description: "Level." },
      msg: { type: "string", description: "What." },
      pid: { type: "integer", description: "Process." },
    },
    signals: { error_lines: { description: "Errors.", where: "{ $.level >= 50 }", default: 0 } },
  }) as unknown as Contract;
  const lines = times(40, (at) => ({
    time: 1772474400012 + at,
    pid: 7,
    level: at % 8 === 0 ? 50 : 30,
    msg: at % 8 === 0 ? "failed" : "done",
    orderId: `o-${at}`,
  }));

  test("is extended, with what the lines have beyond it", () => {
    const { definition } = inferred(lines, [preset]);
    expect(definition).toMatchObject({ extends: "pino", line: { event: "msg" } });
    expect(Object.keys(definition.fields ?? {})).toEqual(["orderId"]);
    expect(definition.signals).toBeUndefined();
    const whole = { ...definition, extends: preset };
    expect(inspectContract(whole).findings).toEqual([]);
    const check = lineChecker(inspectContract(whole).sound);
    expect(lines.flatMap(check)).toEqual([]);
  });

  test("is not, where lines have nothing but what every library has", () => {
    expect(
      inferred(
        lines.map(({ pid: _, ...rest }) => rest),
        [preset],
      ).definition.extends,
    ).toBeUndefined();
  });

  test("is not, where lines do not fit it, or hardly have a field of it", () => {
    expect(
      inferred(
        lines.map(({ time, ...rest }) => ({ ...rest, ts: time })),
        [preset],
      ).definition.extends,
    ).toBeUndefined();
  });
});

test("work grows with the lines, not faster", async () => {
  const lines = (count: number) =>
    times(count, (at) =>
      JSON.stringify({
        level: "info",
        msg: `m${at}`,
        event: `order_${at % 40}`,
        [`k${at}`]: at,
        by: { [`u${at}`]: at },
      }),
    );
  const [small, large] = [lines(500), lines(8000)];
  expect(
    await growth(
      () => inferred(small),
      () => inferred(large),
    ),
  ).toBeLessThan(60);
});

test("nothing is inferred from nothing", () => {
  expect(new Inference("app").finish()).toBeUndefined();
});
