import fc from "fast-check";
import { generatedSpans } from "../../../lib/collector/scenarios/generate";
import type { GenerateSending } from "../../../lib/collector/scenarios/scenario";
import { durationOf, serviceOf } from "../../../lib/collector/scenarios/telemetry";

const usual: GenerateSending = {
  kind: "generate",
  traces: 1000,
  spans: 3,
  errors: 0.03,
  slow: { share: 0.05, over: 2000 },
  services: [
    ["web", 0.6],
    ["shop", 0.4],
  ],
  name: "GET /",
  attributes: {},
  seed: 1,
};

const given = fc.record({
  traces: fc.integer({ min: 1, max: 60 }),
  spans: fc.integer({ min: 1, max: 3 }),
  errors: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  slow: fc.record({ share: fc.constantFrom(0, 0.05, 0.5, 1), over: fc.integer({ min: 2, max: 5000 }) }),
  seed: fc.nat(),
  share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
});

test("rates are exact to rounding, whatever the seed", () => {
  fc.assert(
    fc.property(given, ({ share, ...part }) => {
      const services = [["web", share] as const, ["shop", 1 - share] as const];
      const spans = generatedSpans({ ...usual, ...part, services }, 0n);
      const roots = spans.filter(({ parentId }) => parentId === "");
      const { traces, errors, slow } = part;
      expect(spans).toHaveLength(traces * part.spans);
      expect(roots.filter(({ status }) => status === "error")).toHaveLength(Math.round(traces * errors));
      expect(roots.filter((root) => durationOf(root) > slow.over)).toHaveLength(Math.round(traces * slow.share));
      expect(Math.abs(roots.filter((root) => serviceOf(root) === "web").length - traces * share)).toBeLessThanOrEqual(
        1,
      );
    }),
  );
});

test("a seed gives the same spans, another one others", () => {
  expect(JSON.stringify(generatedSpans(usual, 0n))).toBe(JSON.stringify(generatedSpans(usual, 0n)));
  const ids = (seed: number) => new Set(generatedSpans({ ...usual, seed }, 0n).map(({ traceId }) => traceId));
  const [one, two] = [ids(1), ids(2)];
  expect(one.size).toBe(1000);
  expect([...one].filter((id) => two.has(id))).toEqual([]);
});

test("children are within their roots, and an error is in the root and one child", () => {
  const spans = generatedSpans(usual, 1_000_000n);
  const roots = new Map(spans.filter(({ parentId }) => parentId === "").map((root) => [root.spanId, root]));
  for (const child of spans.filter(({ parentId }) => parentId !== "")) {
    const root = roots.get(child.parentId)!;
    expect(child.traceId).toBe(root.traceId);
    expect(durationOf(child)).toBeLessThanOrEqual(durationOf(root));
  }
  expect(spans.filter(({ status }) => status === "error")).toHaveLength(60);
});
