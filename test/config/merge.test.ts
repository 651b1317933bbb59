import fc from "fast-check";
import { effective, merge, type ConfigInput } from "../../lib/config";
import { refusedFor } from "./sample";

const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 2 }));
const { tree } = fc.letrec<{ tree: Record<string, unknown>; node: unknown }>((tie) => ({
  tree: fc.dictionary<unknown>(fc.constantFrom("a", "b", "c", "d"), tie("node"), { maxKeys: 3 }),
  node: fc.oneof({ depthSize: "small" }, leaf, tie("tree")),
}));

describe("merging", () => {
  test("with an empty object changes nothing", () => {
    fc.assert(
      fc.property(tree, (a) => {
        expect(merge(a, {})).toEqual(a);
        expect(merge({}, a)).toEqual(a);
        expect(merge(a, a)).toEqual(a);
      }),
    );
  });

  // Each key has the same type of value everywhere, as in environments.
  const settings = fc.letrec<{ settings: Record<string, unknown> }>((tie) => ({
    settings: fc.record({ a: leaf, b: leaf, c: tie("settings") }, { requiredKeys: [] }),
  })).settings;

  test("is associative", () => {
    fc.assert(
      fc.property(settings, settings, settings, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    );
  });

  test("takes the values of the later object, and keeps those that it does not set", () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        const merged = merge(a, b);
        expect(Object.keys(merged).sort()).toEqual([...new Set([...Object.keys(a), ...Object.keys(b)])].sort());
        for (const key of Object.keys(a)) if (!(key in b)) expect(merged[key]).toEqual(a[key]);
        for (const key of Object.keys(b)) if (!isTree(b[key]) || !isTree(a[key])) expect(merged[key]).toEqual(b[key]);
      }),
    );
  });

  test("does not change its arguments", () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        const before = JSON.stringify([a, b]);
        const merged = merge(a, b) as Record<string, Record<string, unknown>>;
        for (const value of Object.values(merged)) if (isTree(value)) value.added = 1;
        expect(JSON.stringify([a, b])).toBe(before);
      }),
    );
  });

  test("removes with null, and replaces lists, conditions and backends as a whole", () => {
    expect(merge({ a: { b: 1, c: [1, 2] } }, { a: { b: null, c: [3] } })).toEqual({ a: { c: [3] } });
    expect(merge({ backend: { type: "s3", bucket: "b" } }, { backend: { type: "local" } })).toEqual({
      backend: { type: "local" },
    });
    const threshold = (condition: object) => ({ thresholds: { shop: { errors: { critical: condition } } } });
    expect(merge(threshold({ above: 3 }), threshold({ atLeast: 5 }))).toEqual(threshold({ atLeast: 5 }));
  });
});

describe("an effective environment", () => {
  const environments: ConfigInput["environments"] = {
    base: {
      abstract: true,
      region: "eu-central-1",
      logs: { retentionDays: 7, protect: false },
      tags: { team: "a", cost: "1" },
    },
    cloud: { extends: "base", account: "111122223333", tags: { cost: null } },
    prod: { extends: "cloud", logs: { retentionDays: 365 }, encrypt: false },
  };

  test("has what it inherits, and every default", () => {
    const { abstract, chain, value } = effective({ environments }, "prod");
    expect({ abstract, chain }).toEqual({ abstract: false, chain: ["base", "cloud", "prod"] });
    expect(value).toMatchObject({
      region: "eu-central-1",
      account: "111122223333",
      encrypt: false,
      logs: { retentionDays: 365, protect: false, class: "standard", anomalyDetection: false },
      tags: { team: "a" },
      providers: { aws: "~> 6.25" },
    });
    expect(value.tags).not.toHaveProperty("cost");
    expect(value).not.toHaveProperty("extends");
  });

  test("has the origin of every value", () => {
    const { origins } = effective({ environments }, "prod");
    const text = [...origins]
      .map(([path, origin]) => `${path}: ${origin.kind === "default" ? "(default)" : origin.name}`)
      .sort();
    expect(text).toMatchInlineSnapshot(`
      [
        "account: cloud",
        "encrypt: prod",
        "logs.anomalyDetection: (default)",
        "logs.class: (default)",
        "logs.protect: base",
        "logs.retentionDays: prod",
        "providers.aws: (default)",
        "providers.grafana: (default)",
        "region: base",
        "sampling.logs.debug: (default)",
        "sampling.logs.error: (default)",
        "sampling.logs.fatal: (default)",
        "sampling.logs.info: (default)",
        "sampling.logs.warn: (default)",
        "sampling.traces.dropRoutes: (default)",
        "sampling.traces.keepErrors: (default)",
        "sampling.traces.keepWhere["sampling.priority"]: (default)",
        "sampling.traces.rate: (default)",
        "tags.team: base",
      ]
    `);
  });

  test("that does not exist is refused, with a suggestion", () => {
    expect(refusedFor(() => effective({ environments }, "prd"))).toEqual(["environment-unknown error (root)"]);
    expect(refusedFor(() => effective({ environments }, "toString"))).toEqual(["environment-unknown error (root)"]);
  });

  test("has the default where null removes an inherited value", () => {
    const { origins, value } = effective(
      { environments: { ...environments, dev: { extends: "cloud", logs: { retentionDays: null } } } },
      "dev",
    );
    expect(value.logs.retentionDays).toBe(30);
    expect(origins.get("logs.retentionDays")).toEqual({ kind: "default" });
  });
});

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

test("the work grows with what is written, not with its square", () => {
  const work = (count: number): number => {
    const vars = Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, "x"]));
    const spy = jest.spyOn(String.prototype, "startsWith");
    const { origins } = effective({ environments: { base: { vars }, prod: { extends: "base", vars } } }, "prod");
    const calls = spy.mock.calls.length;
    spy.mockRestore();
    expect([...origins.keys()].filter((path) => path.startsWith("vars."))).toHaveLength(count);
    return calls;
  };
  expect(work(400)).toBeLessThanOrEqual(4 * work(100) + 100);
});
