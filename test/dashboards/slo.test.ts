import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import shop from "../../examples/shop/sightline.config";
import { type EnvironmentPlan, inspect, planEnvironment } from "../../lib/config";
import { BoardError, grafanaEmitter, type Objective, sloBoards } from "../../lib/dashboards";
import type { PageModel } from "../../lib/dashboards/preview";
import { runWith } from "../cli/fake-io";
import { broken, readBack } from "./invariants";

const root = join(__dirname, "..", "..");
const logs = join(root, "test/scenarios/payment-provider-outage/payments.ndjson.gz");
const available: Objective = {
  ...{ name: "payments_answer", service: "payments", total: "requests", bad: "server_errors" },
  ...{ target: 99.5, windowDays: 28 },
};
let plan: EnvironmentPlan;
beforeAll(() => {
  plan = planEnvironment(inspect(shop).config!, "prod");
});

test("without objectives there is no board", () => {
  expect(sloBoards([], plan)).toEqual([]);
});

test.each(["v1", "v2"] as const)(
  "the board in %s keeps what every dashboard has to, and its panels look back as far as the objective",
  async (schema) => {
    const made = (await grafanaEmitter())(
      sloBoards([available, { ...available, name: "other", windowDays: 90 }], plan),
      plan,
      { schema },
    );
    expect(made.flatMap(broken)).toEqual([]);
    const { panels } = readBack(made[0]!);
    expect(panels).toHaveLength(18);
    const spans = [...made[0]!.text.matchAll(/"timeFrom": "(\w+)"/g)].map(([, span]) => span);
    expect(spans.filter((span) => span === "28d")).toHaveLength(6);
    expect(spans.filter((span) => span === "90d")).toHaveLength(6);
  },
);

test.each([
  [28, [13.4, 5.6, 1]],
  [90, [43.2, 18, 3]],
  [7, [3.36, 1.4, 1]],
  [1, [1, 1]],
])("burn rates of an objective of %i days are drawn where they break it", (windowDays, limits) => {
  const [board] = sloBoards([{ ...available, windowDays }], plan);
  const panels = board!.rows.flatMap((row) => row.panels).filter(({ key }) => key.startsWith("burn_"));
  expect(panels.map(({ thresholds }) => thresholds?.[0]?.value)).toEqual(limits);
});

test("everything that is wrong with objectives is said at once", () => {
  const wrong = () =>
    sloBoards(
      [
        { ...available, name: "A b", target: 100, windowDays: 0.5 },
        { ...available, total: "requets" },
        { ...available, service: "nobody" },
        { ...available, name: "both", good: "requests" },
        { ...available, name: "times", total: "request_duration" },
      ],
      plan,
    );
  expect(wrong).toThrow(BoardError);
  const lines = messageOf(wrong).split("\n");
  const about = lines.map((line) => /objective (\d)/.exec(line)?.[1]);
  expect(about).toEqual(["1", "1", "1", "2", "3", "3", "4", "5"]);
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

test("drawn from recorded logs, its numbers are those of the lines", async () => {
  const answered = gunzipSync(readFileSync(logs))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { event?: string; http?: { response?: { status_code?: number } } })
    .filter(({ event }) => event === "request_completed" || event === "request_failed");
  const failed = answered.filter(({ http }) => (http?.response?.status_code ?? 0) >= 500);
  expect(failed.length).toBeGreaterThan(10);
  const shownBad = await drawn(available);
  const share = failed.length / answered.length;
  expect(shownBad).toEqual({
    "Error budget left": closeTo(100 * (1 - share / 0.005)),
    "Good events": closeTo(100 * (1 - share)),
    "Bad events": failed.length,
    Events: answered.length,
  });
});

test("of good events, the others are bad", async () => {
  const { bad, ...rest } = available;
  const good = await drawn({ ...rest, total: "requests", good: bad! });
  const usual = await drawn(available);
  expect(good["Bad events"]).toBe(Number(usual.Events) - Number(usual["Bad events"]));
});

const closeTo = (value: number): unknown => expect.closeTo(value, 2);

/** The numbers of its panels at the end. */
async function drawn(objective: Objective): Promise<Record<string, number | null | undefined>> {
  const folder = mkdtempSync(join(tmpdir(), "slo-"));
  try {
    const [made] = (await grafanaEmitter())(sloBoards([objective], plan), plan);
    writeFileSync(join(folder, "slo.json"), made!.text);
    const template = join(root, "test/golden/shop-prod/stack.tf.json");
    const argv = ["dashboards", "--preview", "--template", template, "--logs", logs, "--out", "page", "slo.json"];
    const { code, stderr } = await runWith(argv, { cwd: folder });
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    const html = readFileSync(join(folder, "page", "index.html"), "utf8");
    const [, json = ""] = /<script type="application\/json" id="model">(.*?)<\/script>/s.exec(html)!;
    const [dashboard] = (JSON.parse(json) as PageModel).dashboards;
    const stats = dashboard!.panels.filter(({ type }) => type === "stat");
    return Object.fromEntries(
      stats.map(({ data, title }) => {
        const [frame] = data[""]!.frames;
        return [title, frame?.kind === "series" ? frame.values.filter((value) => value !== null).at(-1) : undefined];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
