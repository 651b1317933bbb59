import Ajv2020 from "ajv/dist/2020";
import { baseContract, contractMarkdown, defineContract, levelOf, logLineSchema } from "../../lib/contract";
import { nearest, pathText } from "../../lib/base";

const contract = defineContract({
  name: "tiny",
  fields: {
    timestamp: { type: "timestamp", description: "When." },
    level: { type: "string", description: "How bad." },
    message: { type: "string", description: "What." },
    event: { type: "string", description: "Event." },
    "pay.method": { type: "string", description: "card|cash.", values: ["card", "cash"] },
    "pay.amount": { type: "integer", description: "How much.", unit: "Count" },
  },
  events: { pay_done: { level: "info", description: "Paid.", required: ["pay.method"], optional: ["pay.amount"] } },
  signals: { payments: { description: "Payments.", on: "pay_done", dimensions: ["pay.method"], total: true } },
});

test("a contract is written as Markdown", () => {
  expect(contractMarkdown(contract)).toMatchInlineSnapshot(`
    "# Contract tiny

    ## Fields

    | Field | Type | Unit | Meaning |
    | --- | --- | --- | --- |
    | \`timestamp\` | timestamp |  | When. |
    | \`level\` | string |  | How bad. |
    | \`message\` | string |  | What. |
    | \`event\` | string |  | Event. |
    | \`pay.method\` | string |  | card\\|cash. One of \`card\`, \`cash\`. |
    | \`pay.amount\` | integer | Count | How much. |

    ## Events

    | Event | Level | Meaning | Required fields | Optional fields |
    | --- | --- | --- | --- | --- |
    | \`pay_done\` | info | Paid. | \`pay.method\` | \`pay.amount\` |

    ## Signals

    | Signal | Metric | Unit | Value | Dimensions | Lines | Meaning |
    | --- | --- | --- | --- | --- | --- | --- |
    | \`payments\` | \`Payments\` | Count | 1 | \`pay.method\` and a total | \`{ $.event = "pay_done" }\` | Payments. |
    "
  `);
});

describe("the JSON Schema of a log line", () => {
  const validate = new Ajv2020({ formats: { "date-time": true } }).compile(logLineSchema(contract));
  const line = { timestamp: "2026-01-01T00:00:00Z", level: "info", message: "m" };

  test.each([
    [line, true],
    [{ ...line, event: "pay_done", pay: { method: "card" } }, true],
    [{ ...line, event: "pay_done", pay: { method: "card", amount: 3 } }, true],
    [{ ...line, event: "pay_done" }, false],
    [{ ...line, event: "pay_done", pay: { amount: 3 } }, false],
    [{ ...line, event: "pay_done", pay: { method: "cheque" } }, false],
    [{ ...line, event: "pay_done", level: "error", pay: { method: "card" } }, false],
    [{ ...line, event: "no_such" }, false],
    [{ ...line, surplus: 1 }, false],
    [{ ...line, pay: { amount: 1.5 } }, false],
    [{ level: "info", message: "m" }, false],
  ])("%j is valid: %s", (value, valid) => {
    expect(validate(value)).toBe(valid);
  });

  test("the base contract's schema compiles", () => {
    expect(() => new Ajv2020({ formats: { "date-time": true } }).compile(logLineSchema(baseContract))).not.toThrow();
  });
});

test("levels have aliases, in upper and lower case", () => {
  expect(["WARN", "warning", "critical", "Info", "toString", "loud"].map(levelOf)).toEqual([
    "warn",
    "warn",
    "fatal",
    "info",
    undefined,
    undefined,
  ]);
});

test("a name is suggested only if it is close", () => {
  expect(nearest("retentoin", ["retention", "region"])).toBe("retention");
  expect(nearest("zzz", ["retention", "region"])).toBeUndefined();
});

test("paths have dots between names, and brackets around indexes and other keys", () => {
  expect(pathText(["services", "order-worker", "alarms", 0, "a.b"])).toBe('services.order-worker.alarms[0]["a.b"]');
  expect(pathText([])).toBe("(root)");
});
