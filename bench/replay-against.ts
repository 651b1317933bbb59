/**
 * How long a comparison of two templates takes, compared with a replay against one of them: logs are read once for both.
 *
 * To run only this one: `npm run bench -- replay-against`
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeLogs } from "../lib/records";
import { counterpartsOf, replay, replayEach } from "../lib/replay";
import { compareBehaviour } from "../lib/replay/report";
import { readTerraform, type Template } from "../lib/terraform";
import type { Measure } from "./measure";
import { generator } from "./random";

const LINES = 300_000;
const ROUNDS = 5;
const LINES_A_CHUNK = 2000;
const START = Date.UTC(2026, 10, 20);
const GROUP = "/app/prod/payments";
const rules = [{ logGroup: GROUP, source: "payments*" }];

/** Measures both in turns, in the same run. Prints nothing. */
export async function run(): Promise<Measure[]> {
  const chunks = logs();
  const file = join(__dirname, "..", "test", "golden", "shop-prod", "stack.tf.json");
  const text = readFileSync(file, "utf8");
  const was = readTerraform([{ file, text }]);
  const is: Template = {
    ...was,
    metricAlarms: was.metricAlarms.map((alarm) =>
      alarm.threshold === undefined ? alarm : { ...alarm, threshold: alarm.threshold * 1.5 },
    ),
  };
  const counterparts = counterpartsOf(was, is);
  const records = () => decodeLogs("payments.ndjson", stream(chunks), {});
  const single = (template: Template) => replay(template, records(), { rules });
  const comparison = async () => {
    const options = { rules };
    const [after, before] = await replayEach(
      [
        { template: is, options },
        { template: was, options },
      ],
      records(),
    );
    const changes = compareBehaviour({ was: before, is: after }, counterparts);
    if (changes.records !== LINES) throw new Error(`${changes.records} of ${LINES} records were read`);
  };
  await single(is);
  await comparison();
  const times = { one: 0, both: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    times.one += await timed(() => single(round % 2 === 0 ? is : was));
    times.both += await timed(comparison);
  }
  const detail = {
    lines: LINES,
    alarms: was.metricAlarms.length + was.compositeAlarms.length,
    one_ms: Math.round(times.one / ROUNDS),
    both_ms: Math.round(times.both / ROUNDS),
  };
  return [{ name: "replay --against / one replay", ratio: times.both / times.one, aim: 2, detail }];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

async function* stream(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
  await Promise.resolve();
}

/** Requests of one service over a day, of which some fail. */
function logs(): Buffer[] {
  const random = generator(7);
  const chunks: Buffer[] = [];
  let lines: string[] = [];
  for (let index = 0; index < LINES; index++) {
    const isFailed = random() < 0.05;
    lines.push(
      JSON.stringify({
        timestamp: new Date(START + Math.floor((index * 86_400_000) / LINES)).toISOString(),
        level: isFailed ? "error" : "info",
        event: isFailed ? "payment_failed" : "payment_captured",
        service: { name: "payments" },
        payment: { provider: ["visa", "sepa"][index % 2], amount: Math.round(10_000 * random()) },
        http: {
          request: { method: "POST" },
          response: { status_code: isFailed ? 502 : 200 },
          duration_ms: 900 * random(),
        },
      }),
    );
    if (lines.length === LINES_A_CHUNK || index === LINES - 1) {
      chunks.push(Buffer.from(`${lines.join("\n")}\n`));
      lines = [];
    }
  }
  return chunks;
}
