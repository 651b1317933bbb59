import { pathText } from "../../lib/base";
import {
  type Contract,
  ContractError,
  defineContract,
  eq,
  type EventFields,
  gte,
  lineChecker,
} from "../../lib/contract";

// What the compiler knows of contracts with conventions of their own: `npm run types` fails if it accepts a line with @ts-expect-error.

const fields = {
  "['log.level']": { type: "string", description: "Level." },
  "k8s.['pod.name']": { type: "string", description: "Pod." },
  evt: { type: "string", description: "Event." },
  responseTime: { type: "number", description: "Time." },
  "res.statusCode": { type: "integer", description: "Status." },
} as const;

const api = defineContract({
  name: "api",
  conventions: "own",
  line: { level: "['log.level']", event: "evt" },
  fields,
  events: {
    "user logged in": {
      level: "info",
      description: "A user is in.",
      required: ["['log.level']", "k8s.['pod.name']", "res.statusCode"],
      optional: ["responseTime"],
    },
  },
  signals: {
    logins: { description: "Logins.", on: "user logged in" },
    login_time: {
      description: "Their time.",
      on: "user logged in",
      where: gte("res.statusCode", 200),
      value: "responseTime",
    },
  },
});

test("an event's payload has keys with dots as they are, and nested objects", () => {
  const payload: EventFields<typeof api, "user logged in"> = {
    "log.level": "INFO",
    k8s: { "pod.name": "api-1" },
    res: { statusCode: 200 },
  };
  // @ts-expect-error: there is no such key
  const odd: EventFields<typeof api, "user logged in"> = { ...payload, "log.levels": "INFO" };
  expect([payload, odd].map((each) => lineChecker(api)({ ...each, "log.level": "info" }))).toEqual([[], []]);
});

test("a role of an unknown field, an unknown spelling and a level that is left out do not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      conventions: "own",
      fields,
      line: {
        // @ts-expect-error: no such field
        message: "msg",
        level: "['log.level']",
        // @ts-expect-error: fatal is left out
        levels: { debug: "DEBUG", info: "INFO", warn: "WARN", error: "ERROR" },
      },
    });
  expect(refused(define)).toEqual(["line-role line.message", "line-levels line.levels"]);
});

test("a signal over an unknown field, and a comparison of the wrong kind, do not compile", () => {
  const define = (): unknown =>
    defineContract({
      name: "x",
      conventions: "own",
      fields,
      signals: {
        // @ts-expect-error: no such field
        odd: { description: "d", where: eq("res.status", 500) },
        // @ts-expect-error: a number is not compared with text
        words: { description: "d", where: eq("res.statusCode", "ok") },
      },
    });
  expect(refused(define)).toEqual(["signal-field signals.odd.where", "pattern-never-matches signals.words.where"]);
});

function refused(define: () => unknown): string[] {
  const contract = define() as Contract;
  try {
    expect(contract.signals).toBeDefined();
  } catch (error) {
    if (error instanceof ContractError) return error.findings.map(({ rule, at }) => `${rule} ${pathText(at.path)}`);
    throw error;
  }
  return [];
}
