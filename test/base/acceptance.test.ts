import fc from "fast-check";
import { type Acceptance, acceptedSeverities, findingSeverities, judged, registry, resource } from "../../lib/base";

const rules = registry({
  loud: { severity: "error", what: "A.", why: "B.", fix: "C." },
  other: { severity: "warning", what: "A.", why: "B.", fix: "C." },
});

const scope = { today: "2026-11-29" };
const finding = (severity: (typeof findingSeverities)[number], address = "aws_sns_topic.a") =>
  rules.finding("loud", resource({ address }), { message: "It is loud", severity });
const accept = (rest: Partial<Acceptance> = {}): Acceptance => ({
  rule: "loud",
  path: "aws_sns_topic.*",
  reason: "It is meant.",
  ...rest,
});

const words = fc.constantFrom("aws_sns_topic.a", "aws_sns_topic.b", "module.x.aws_sns_topic.a", "a");
const findings = fc.array(
  fc
    .record({
      rule: fc.constantFrom("loud" as const, "other" as const),
      address: words,
      severity: fc.constantFrom(...findingSeverities),
    })
    .map(({ rule, address, severity }) => rules.finding(rule, resource({ address }), { message: "m", severity })),
);
const acceptances = fc.array(
  fc.record({
    rule: fc.constantFrom("loud", "other", "none"),
    path: fc.oneof(words, fc.constantFrom("*", "aws_sns_topic.?", "b*")),
    severity: fc.constantFrom(undefined, ...acceptedSeverities),
    environment: fc.constantFrom(undefined, "prod", "d*"),
    expires: fc.constantFrom(undefined, "2026-11-28", "2026-11-29", "2027-01-01"),
    reason: fc.constant("r"),
  }),
);

test("no finding is lost, none becomes more severe, and none changes without an acceptance of its rule", () => {
  fc.assert(
    fc.property(findings, acceptances, fc.constantFrom(undefined, "dev", "prod"), (all, given, environment) => {
      const { accepted, findings: left, used } = judged(all, given, { ...scope, environment });
      expect(accepted.length + left.length).toBe(all.length);
      expect([...accepted, ...left].map(({ at, rule }) => rule + JSON.stringify(at)).sort()).toEqual(
        all.map(({ at, rule }) => rule + JSON.stringify(at)).sort(),
      );
      for (const one of left) {
        if (one.accepted === undefined) continue;
        const rank = (severity: string) => findingSeverities.findIndex((each) => each === severity);
        expect(rank(one.severity)).toBeLessThan(rank(one.accepted.was));
      }
      for (const { accepted: by } of accepted) expect(by?.reason).toBe("r");
      for (const each of used) expect(given).toContain(each);
      // Each acceptance alone is used exactly when it changes something.
      for (const each of given) {
        const alone = judged(all, [each], { ...scope, environment });
        const isChanged = JSON.stringify(alone.findings) !== JSON.stringify(all);
        expect(alone.used.has(each)).toBe(isChanged);
      }
      expect(judged(all, [], scope).findings).toEqual(all);
    }),
    { numRuns: 200 },
  );
});

test("what is turned off keeps its severity, and is not among the findings", () => {
  const { accepted, findings: left } = judged([finding("error")], [accept()], scope);
  expect(left).toEqual([]);
  expect(accepted).toEqual([{ ...finding("error"), accepted: { was: "error", reason: "It is meant." } }]);
});

test("what is turned down has the milder severity, and remembers its own", () => {
  const { findings: left } = judged([finding("error"), finding("info")], [accept({ severity: "warning" })], scope);
  expect(left).toEqual([
    { ...finding("error"), severity: "warning", accepted: { was: "error", reason: "It is meant." } },
    finding("info"),
  ]);
});

test("an acceptance holds through its last day; after it the finding is as severe as ever and says so", () => {
  const on = (today: string) => judged([finding("error")], [accept({ expires: "2026-11-29" })], { today });
  expect(on("2026-11-29").findings).toEqual([]);
  const [back] = on("2026-11-30").findings;
  expect(back).toMatchObject({ severity: "error", message: expect.stringContaining("2026-11-29") as string });
  expect(back?.accepted).toBeUndefined();
  expect(on("2026-11-30").used.size).toBe(1);
});

test("one that holds is taken before one that has expired", () => {
  const both = [accept({ expires: "2026-01-01" }), accept({ expires: "2027-01-01", reason: "Again." })];
  expect(judged([finding("error")], both, scope).accepted[0]?.accepted).toEqual({
    was: "error",
    reason: "Again.",
    expires: "2027-01-01",
  });
});

test.each([
  ["services.api", undefined, false],
  ["services.api.*", undefined, true],
  ["services.api.alarms.slow", undefined, true],
  ["alarms.*", "prod", true],
  ["alarms.*", "pr?d", true],
  ["alarms.*", "dev", false],
])("%s in environment %s", (path, environment, isAccepted) => {
  const at = {
    kind: "config",
    path: ["services", "api", "alarms", "slow"],
    environment: "prod",
    file: "a.yaml",
    line: 3,
  } as const;
  const all = [rules.finding("loud", at, { message: "m" })];
  expect(judged(all, [accept({ path, environment })], scope).accepted).toHaveLength(isAccepted ? 1 : 0);
});

test("one that names an environment accepts nothing where the environment is not known", () => {
  const named = accept({ environment: "*" });
  expect(judged([finding("error")], [named], scope).accepted).toEqual([]);
  expect(judged([finding("error")], [named], { ...scope, environment: "dev" }).accepted).toHaveLength(1);
});
