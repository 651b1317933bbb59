import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Measure } from "./measure";

interface Sample {
  readonly seconds: number;
  readonly megabytes: number;
  readonly resources: number;
}

const sizes = [1000, 5000] as const;
const rounds = 3;

/**
 * Synthesis of services with a log group, two filters and two alarms each, by our constructs and by bare cdktf creating
 * the same resources. Every sample runs in a separate process, so that memory is the peak of one synthesis.
 */
export function run(): Promise<Measure[]> {
  const measures: Measure[] = [];
  const ours = new Map<number, Sample>();
  for (const services of sizes) {
    const samples: Record<"bare" | "sightline", Sample[]> = { bare: [], sightline: [] };
    for (let round = 0; round < rounds; round++) {
      for (const kind of round % 2 === 0 ? (["bare", "sightline"] as const) : (["sightline", "bare"] as const)) {
        samples[kind].push(sample(kind, services));
      }
    }
    const bare = median(samples.bare);
    const sightline = median(samples.sightline);
    if (bare.resources !== sightline.resources)
      throw new Error(`not the same work: ${bare.resources} and ${sightline.resources} resources`);
    ours.set(services, sightline);
    const detail = { services, rounds, bare, sightline };
    measures.push({
      name: `synth of ${services} services, time / bare cdktf`,
      ratio: sightline.seconds / bare.seconds,
      aim: 1.25,
      detail,
    });
    measures.push({
      name: `synth of ${services} services, memory / bare cdktf`,
      ratio: sightline.megabytes / bare.megabytes,
      aim: 1.25,
      detail,
    });
  }
  const [small, large] = sizes;
  const growth = (ours.get(large)?.seconds ?? 0) / (ours.get(small)?.seconds ?? 1) / (large / small);
  measures.push({
    name: `growth from ${small} to ${large} services / linear`,
    ratio: growth,
    aim: 1.25,
    detail: { small, large },
  });
  return Promise.resolve(measures);
}

function sample(kind: string, services: number): Sample {
  const script = join(__dirname, "synth-sample.ts");
  const output = execFileSync(
    process.execPath,
    ["--conditions=sightline-source", "--import", "tsx", script, kind, String(services)],
    {
      encoding: "utf8",
      maxBuffer: 1 << 20,
    },
  );
  return JSON.parse(output) as Sample;
}

function median(samples: readonly Sample[]): Sample {
  const middle = (pick: (sample: Sample) => number): number =>
    samples.map(pick).sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? NaN;
  return {
    seconds: middle((s) => s.seconds),
    megabytes: middle((s) => s.megabytes),
    resources: middle((s) => s.resources),
  };
}
