import { collectorAlarms } from "../../lib/aws";

const nothing = { countsRefusals: false, decides: false, findsSamplers: false, isBalanced: false, promised: [] };
const all = {
  countsRefusals: true,
  decides: true,
  findsSamplers: true,
  isBalanced: true,
  promised: ["traces", "metrics", "logs"],
} as const;

const names = (watched: Parameters<typeof collectorAlarms>[1]): string[] =>
  collectorAlarms("c", watched).map(({ name }) => name);

test("any collector may refuse, lose and end", () => {
  expect(names(nothing)).toEqual([
    "c-export-failed-critical",
    "c-gone-critical",
    "c-memory-warning",
    "c-queue-filling-warning",
    "c-queue-filling-critical",
    "c-queue-full-critical",
    "c-refused-warning",
    "c-restarts-warning",
  ]);
});

test.each([
  [{ countsRefusals: true }, ["c-memory-short-warning", "c-memory-short-critical"]],
  [{ decides: true }, ["c-too-early-warning"]],
  [{ findsSamplers: true }, ["c-samplers-warning", "c-samplers-critical"]],
  [{ isBalanced: true }, ["c-none-healthy-critical", "c-unhealthy-warning"]],
  [{ promised: ["logs", "traces"] as const }, ["c-no-logs-critical", "c-no-traces-critical"]],
])("with %j come its alarms", (watched, more) => {
  const usual = new Set(names(nothing));
  expect(names({ ...nothing, ...watched }).filter((name) => !usual.has(name))).toEqual(more);
});

test("no two have one name", () => {
  expect(new Set(names(all)).size).toBe(names(all).length);
});
