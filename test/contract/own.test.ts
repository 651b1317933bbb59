import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import { pathText } from "../../lib/base";
import {
  checkContract,
  type ContractDefinition,
  contractMarkdown,
  defineContract,
  eq,
  filtersOf,
  keysOf,
  lineChecker,
  logLineSchema,
  resolveContract,
  selectorText,
} from "../../lib/contract";
import { fieldAt } from "../../lib/contract/model";
import { compile, parse, print, selectors } from "../../lib/pattern";
import { expectText, ruled } from "../texts";
import { contracts, lines } from "../fixtures/own-conventions";

// Lines as libraries write them, and contracts that say so.

describe.each(Object.entries(contracts))("a contract for lines of %s", (name, contract) => {
  const check = lineChecker(contract);
  const isText = contract.line.text !== undefined;

  test("accepts them", () => {
    for (const line of lines[name as keyof typeof lines]) expect(check(isText ? line : JSON.parse(line))).toEqual([]);
  });

  test("has signals whose filters match some of them, and read what they measure", () => {
    for (const signal of Object.values(contract.signals))
      for (const { dimensions, pattern, value } of filtersOf(signal)) {
        const matcher = compile(print(pattern));
        const matching = lines[name as keyof typeof lines].filter((line) => matcher.matches(line));
        expect(matching.length).toBeGreaterThan(0);
        for (const selector of [...(value === "1" ? [] : [value]), ...Object.values(dimensions)])
          expect(matching.map((line) => matcher.select(selector)(line).kind)).not.toContain("missing");
      }
  });
});

const base = {
  name: "api",
  conventions: "own",
  line: {
    timestamp: "time",
    level: "level",
    message: "msg",
    event: "evt",
    levels: { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: [] },
  },
  fields: {
    time: { type: "integer", description: "d" },
    level: { type: "integer", description: "d" },
    msg: { type: "string", description: "d" },
    evt: { type: "string", description: "d" },
    responseTime: { type: "number", description: "d", unit: "Milliseconds" },
    "res.statusCode": { type: "integer", description: "d" },
    "x-request-id": { type: "string", description: "d" },
    "['cluster.name']": { type: "string", description: "d", bounded: true },
    "k8s.['pod.name']": { type: "string", description: "d", bounded: true },
  },
  events: { PaymentFailed: { level: "error", description: "d", required: ["responseTime"] } },
} as const satisfies ContractDefinition;

const text = {
  name: "web",
  conventions: "own",
  line: { timestamp: "time", text: "[ip, id, user, time, request, status, bytes]" },
  fields: {
    time: { type: "string", description: "d" },
    status: { type: "integer", description: "d", bounded: true },
    bytes: { type: "integer", description: "d", unit: "Bytes" },
    user: { type: "string", description: "d" },
  },
} as const satisfies ContractDefinition;

const signal = (own: object) => ({ ...base, signals: { s: { description: "d", ...own } } }) as ContractDefinition;
const textSignal = (own: object) => ({ ...text, signals: { s: { description: "d", ...own } } }) as ContractDefinition;
const levels = (own: object) =>
  ({ ...base, line: { ...base.line, levels: { ...base.line.levels, ...own } } }) as ContractDefinition;

test.each<[what: string, definition: ContractDefinition, findings: string[]]>([
  ["nothing", base, []],
  ["nothing in text", text, []],
  [
    "a field that no pattern selects",
    { ...base, fields: { ...base.fields, "@timestamp": { type: "string", description: "d" } } },
    ['field-name error fields["@timestamp"]'],
  ],
  [
    "brackets that are not needed",
    { ...base, fields: { ...base.fields, "['plain']": { type: "string", description: "d" } } },
    ["field-name error fields[\"['plain']\"]"],
  ],
  [
    "a field in a field",
    { ...base, fields: { ...base.fields, "['cluster.name'].id": { type: "string", description: "d" } } },
    ["field-name error fields[\"['cluster.name']\"]"],
  ],
  ["a role without a field", { ...base, line: { ...base.line, message: "mesg" } }, ["line-role error line.message"]],
  [
    "a role of the wrong type",
    { ...base, line: { ...base.line, event: "responseTime" } },
    ["line-role error line.event"],
  ],
  ["a level that is left out", levels({ fatal: undefined }), ["line-levels error line.levels"]],
  ["a spelling of two levels", levels({ warn: [40, 50] }), ["line-levels error line.levels.error"]],
  ["a spelling given twice", levels({ debug: [10, 10] }), ["line-levels error line.levels.debug[1]"]],
  ["text for a number", levels({ error: "ERROR" }), ["line-levels error line.levels.error"]],
  [
    "numbers without levels",
    { ...base, line: { ...base.line, levels: undefined } } as unknown as ContractDefinition,
    ["line-levels error line.level"],
  ],
  [
    "levels of no field",
    { ...base, line: { ...base.line, level: undefined } } as unknown as ContractDefinition,
    ["line-levels error line.levels"],
  ],
  [
    "values beside levels",
    { ...base, fields: { ...base.fields, level: { ...base.fields.level, values: ["30"] } } },
    ["line-levels error fields.level.values"],
  ],
  [
    "an event of a level that lines never have",
    { ...base, events: { Crash: { level: "fatal", description: "d" } } },
    ["event-level error events.Crash.level"],
  ],
  [
    "an event with a wildcard",
    { ...base, events: { "Payment*": { level: "error", description: "d" } } },
    ['event-name error events["Payment*"]'],
  ],
  [
    "line without conventions",
    { ...base, conventions: undefined } as unknown as ContractDefinition,
    ["contract-conventions error line"],
  ],
  [
    "the wrong spelling of a level as text",
    signal({ where: '{ $.level = "ERROR" }' }),
    ["pattern-never-matches error signals.s.where"],
  ],
  ["a level as text", signal({ where: '{ $.level = "50" }' }), ["pattern-text-number warning signals.s.where"]],
  ["a number that is no level", signal({ where: "{ $.level > 50 }" }), ["pattern-never-matches error signals.s.where"]],
  ["nothing in numbers of levels", signal({ where: "{ $.level >= 50 }" }), []],
  [
    "a field outside the contract",
    signal({ where: "{ $.response_time > 5 }" }),
    ["signal-field error signals.s.where"],
  ],
  [
    "a key with a dot read as a path",
    signal({ where: '{ $.cluster.name = "a" }' }),
    ["signal-field error signals.s.where"],
  ],
  ["nothing in a key with a dot", signal({ where: "{ $.['cluster.name'] = \"a\" }" }), []],
  ["an unknown event", signal({ on: "PaymentFaild" }), ["signal-event error signals.s.on"]],
  ["an unknown event in a pattern", signal({ where: '{ $.evt = "x" }' }), ["signal-event error signals.s.where"]],
  ["a field that the event does not carry", signal({ on: "PaymentFailed", value: "responseTime" }), []],
  ["text's parts over JSON", signal({ where: "[a, b]" }), ["signal-where error signals.s.where"]],
  ["a measure of terms", signal({ where: "ERROR", value: "responseTime" }), ["signal-value error signals.s.value"]],
  [
    "dimensions of one name",
    {
      ...signal({ where: "{ $.level = 50 }", dimensions: ["['cluster.name']", "cluster.name"] }),
      fields: { ...base.fields, "cluster.name": { type: "string", description: "d", bounded: true } },
    },
    ["signal-dimensions error signals.s.dimensions[0]", "signal-dimensions error signals.s.dimensions[1]"],
  ],
  [
    "a dimension's name that AWS refuses",
    {
      ...signal({ where: "{ $.level = 50 }", dimensions: ["größe"] }),
      fields: { ...base.fields, größe: { type: "string", description: "d", bounded: true } },
    },
    ["signal-dimensions error signals.s.dimensions[0]"],
  ],
  ["on without an event's field", textSignal({ on: "x" }), ["signal-event error signals.s.on"]],
  ["text that is not one", { ...text, line: { text: "{ $.a = 1 }" } }, ["line-text error line.text"]],
  ["text that does not parse", { ...text, line: { text: "[a, a]" } }, ["line-text error line.text"]],
  ["text with conditions", { ...text, line: { text: "[ip, status = 5*]" } }, ["line-text error line.text"]],
  [
    "a `where` that does not parse",
    { ...text, line: { ...text.line, where: "[a = " } },
    ["pattern-syntax error line.where"],
  ],
  [
    "a field that is no part of the text",
    { ...text, fields: { ...text.fields, size: { type: "integer", description: "d" } } },
    ["line-text error fields.size"],
  ],
  [
    "a type that a part cannot have",
    { ...text, fields: { ...text.fields, ip: { type: "boolean", description: "d" } } },
    ["line-text error fields.ip.type"],
  ],
  ["JSON's fields over text", textSignal({ where: "{ $.status = 500 }" }), ["signal-where error signals.s.where"]],
  ["a part at another place", textSignal({ where: "[ip, status = 5*]" }), ["signal-field error signals.s.where"]],
  ["nothing in a pattern from the end", textSignal({ where: "[..., status = 5*, bytes]", value: "bytes" }), []],
  [
    "a part that is not named",
    textSignal({ where: "[..., status = 5*, bytes]", dimensions: ["user"] }),
    ["signal-dimension-unbounded error signals.s.dimensions[0]", "signal-field error signals.s.dimensions"],
  ],
  ["a part outside the contract", textSignal({ where: "[ip = 1*, ...]" }), ["signal-field error signals.s.where"]],
  [
    "a measure of a text",
    textSignal({ where: "[..., status = 5*, bytes]", value: "user" }),
    ["signal-value error signals.s.value", "signal-field error signals.s.value"],
  ],
])("finds %s", (_, definition, findings) => {
  const found = checkContract(definition);
  expect(ruled(found)).toEqual(findings);
});

test("own conventions begin with the redaction list that no service goes without", () => {
  expect(defineContract(base).redaction.keys).toContain("password");
});

test("paths of findings are those of the definition", () => {
  expect(checkContract(levels({ warn: [40, 50] })).map(({ at }) => pathText(at.path))).toEqual(["line.levels.error"]);
});

test("a dotted key is found where it is, and named where it is nested", () => {
  const check = lineChecker(contracts.ecs);
  const line = JSON.parse(lines.ecs[0]!) as Record<string, unknown>;
  expect(check(line)).toEqual([]);
  const { "log.level": level, ...rest } = line;
  expect(check({ ...rest, log: { level } }).map(({ kind, field }) => `${kind} ${field}`)).toEqual([
    "unknown-field log.level",
    "missing-field ['log.level']",
  ]);
});

test("null is no value, but in what every line has", () => {
  const check = lineChecker(contracts.pino);
  const good = JSON.parse(lines.pino[1]!) as object;
  expect(check({ ...good, req: null, responseTime: null })).toMatchObject([
    { kind: "missing-field", field: "req.method" },
  ]);
  expect(check({ ...good, time: null })).toMatchObject([{ kind: "wrong-type", field: "time" }]);
});

test("lines that break their contract are found", () => {
  const pino = lineChecker(contracts.pino);
  const good = JSON.parse(lines.pino[1]!) as object;
  const problems = [
    pino({ ...good, level: 50 }),
    pino({ ...good, level: 35, msg: "x" }),
    pino({ ...good, time: "now" }),
    pino(JSON.parse(JSON.stringify({ ...good, responseTime: undefined, response_time: 4 }))),
    lineChecker(contracts.nginx)("10.0.0.7 - -"),
    lineChecker(contracts.nginx)(lines.nginx[0]!.replace(" 200 ", " ok ")),
    lineChecker(contracts.powertools)({ ...(JSON.parse(lines.powertools[0]!) as object), level: "info" }),
  ].flat();
  expectText(problems.map(({ message }) => message).join("\n"));
  expect(problems.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
    "wrong-level level",
    "unknown-value level",
    "wrong-type time",
    "unknown-field response_time",
    "missing-field responseTime",
    "wrong-form ",
    "wrong-type status",
    "unknown-value level",
  ]);
});

test.each(Object.entries(contracts).filter(([, { line }]) => line.text === undefined))(
  "the check of lines of %s agrees with the contract's JSON Schema",
  (name, contract) => {
    const isTime = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text);
    const validate = new Ajv2020({ formats: { "date-time": isTime } }).compile(logLineSchema(contract));
    const check = lineChecker(contract);
    const known = lines[name as keyof typeof lines].map((line) => JSON.parse(line) as Record<string, unknown>);
    const values = [...known.flatMap((line) => Object.values(line)), null, 1.5, "x", {}, { type: 3 }];
    const broken = fc
      .constantFrom(...known)
      .chain((line) =>
        fc
          .dictionary(
            fc.constantFrom(...Object.keys(line), "err", "level"),
            fc.constantFrom<unknown>(undefined, ...values),
            { maxKeys: 2 },
          )
          .map((changes) => JSON.parse(JSON.stringify({ ...line, ...changes })) as unknown),
      );
    fc.assert(
      fc.property(broken, (line) => {
        // What is only written in another style is a hint: JSON Schema has no word for it.
        const problems = check(line).filter(({ kind }) => kind !== "unknown-field");
        expect([problems.length === 0, line]).toEqual([validate(line), line]);
      }),
      { numRuns: 200 },
    );
  },
);

test("a contract with its own conventions is written as Markdown", () => {
  expectText(contractMarkdown(contracts.pino));
});

test("names of fields are selectors and back, with any key that a filter pattern can name", () => {
  const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }).filter((text) => !text.includes("'"));
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), (keys) => {
      const name = fieldAt(keys);
      expect(keysOf(name)).toEqual(keys);
      const [selector] = selectors(parse(`{ ${selectorText(name)} = 1 }`));
      expect(selector).toBe(selectorText(name));
    }),
  );
});

test("any name of a field, and any text for lines, is taken or found, and what is taken can be written", () => {
  const odd = fc.oneof(
    fc.string(),
    fc.constantFrom("a.b", "['a.b'].c", "['a']", "a..b", "['", "a['b']", "__proto__", "[a, b]", "[a, ..., b]"),
  );
  fc.assert(
    fc.property(odd, odd, (name, text) => {
      for (const line of [{}, { text }]) {
        const definition: ContractDefinition = {
          name: "x",
          conventions: "own",
          line,
          fields: Object.fromEntries([[name, { type: "integer", description: "d", bounded: true }]]),
          signals: { s: { description: "d", where: eq(name, 1) as never, value: name, dimensions: [name] } },
        };
        if (checkContract(definition).length > 0) continue;
        for (const { pattern } of filtersOf(resolveContract(definition).signals.s!))
          expect(print(parse(print(pattern)))).toBe(print(pattern));
      }
    }),
    { numRuns: 300 },
  );
});
