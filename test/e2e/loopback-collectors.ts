import { setMaxListeners } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import shop from "../../examples/shop/sightline.config";
import { ask, freePorts } from "../../lib/cli/collector/loopback";
import { samplesOf } from "../../lib/cli/collector/quiet";
import { CollectorDied, RunningCollector } from "../../lib/cli/collector/running";
import { type CollectorDocument, collectorsOf, type CollectorTier, collectorText } from "../../lib/collector";
import { otlpMessages } from "../../lib/collector/scenarios/otlp-write";
import { type Sample, sampleSum } from "../../lib/collector/scenarios/own-metrics";
import type { Item } from "../../lib/collector/scenarios/telemetry";
import { type CollectorPlan, inspect, planEnvironment } from "../../lib/config";
import { collectorCommand, collectorVariables } from "../collector/otelcol";

/** The plan of a collector in the shop's prod. */
export function prodPlan(): CollectorPlan {
  const { config } = inspect(shop);
  const { collector } = planEnvironment(config!, "prod");
  return collector!;
}

/** The configuration that is rendered for a tier. */
export function rendered(tier: CollectorTier, plan: CollectorPlan = prodPlan()): CollectorDocument {
  const planned = collectorsOf(plan).find((each) => each.tier === tier)!;
  return collectorText(planned.collector, plan).document;
}

/** What is changed of a rendered configuration, beside its addresses. */
export interface Changes {
  /** Texts that become others: addresses of back ends. */
  readonly texts?: readonly (readonly [RegExp, string])[];
  /** Addresses of samplers, instead of a service in Cloud Map. */
  readonly samplers?: readonly string[];
  /** Settings that become others, wherever they stand: intervals. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ids of processors that are taken out of all pipelines. */
  readonly without?: readonly string[];
  /** True: what goes out over OTLP and HTTP stays as it is; else it is JSON, which sinks read. */
  readonly protobuf?: boolean;
}

/** A collector with a rendered configuration, on loopback. */
export class LoopbackCollector {
  private constructor(
    readonly process: RunningCollector,
    private readonly ports: Ports,
    private readonly folder: string,
  ) {}

  static async start(
    document: CollectorDocument,
    changes: Changes = {},
    variables: Readonly<Record<string, string>> = {},
  ): Promise<LoopbackCollector> {
    for (let nth = 1; ; nth++) {
      const [grpc = 0, http = 0, health = 0, metrics = 0, signals = 0] = await freePorts(5);
      const ports = { grpc, http, health, metrics, signals };
      const folder = mkdtempSync(join(tmpdir(), "sightline-loopback-"));
      const file = join(folder, "configuration.json");
      writeFileSync(file, JSON.stringify(onLoopback(document, ports, changes)));
      const env = { ...collectorVariables, ...variables };
      const process = new RunningCollector(collectorCommand(), file, { cwd: folder, env });
      const started = new LoopbackCollector(process, ports, folder);
      try {
        await until(async () => {
          process.needAlive();
          return (await ask(health, "/", never).catch(() => undefined))?.status === 200;
        });
        return started;
      } catch (error) {
        await started.kill();
        // Another program has taken a port meanwhile.
        if (!(error instanceof CollectorDied) || !error.log.includes("address already in use") || nth === 3)
          throw error;
      }
    }
  }

  /** For another collector: `127.0.0.1:1234`. */
  get address(): string {
    return `127.0.0.1:${this.ports.grpc}`;
  }

  /** Port of loopback on which it takes OTLP over HTTP. */
  get httpPort(): number {
    return this.ports.http;
  }

  /** Sends items; returns those that were taken, and the answers to others. */
  async take(items: readonly Item[]): Promise<{ taken: number; refused: { status: number; items: number }[] }> {
    let taken = 0;
    const refused: { status: number; items: number }[] = [];
    for (const { signal, body, items: many } of otlpMessages(items)) {
      const { status } = await ask(this.ports.http, `/v1/${signal}`, never, JSON.stringify(body));
      if (status === 200) taken += many;
      else refused.push({ status, items: many });
    }
    return { taken, refused };
  }

  /** Sends items. @throws if not all were taken */
  async takeAll(items: readonly Item[]): Promise<void> {
    const { refused } = await this.take(items);
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
  }

  /** What it says of itself. @throws if it has ended */
  samples(): Promise<Sample[]> {
    this.process.needAlive();
    return samplesOf(this.ports.metrics, never);
  }

  /** Sum of one of its own metrics. */
  async sum(name: RegExp): Promise<number> {
    return sampleSum(await this.samples(), name);
  }

  /** SIGTERM; true if it ended by itself. */
  async end(): Promise<boolean> {
    const ended = await this.process.end();
    rmSync(this.folder, { recursive: true, force: true });
    return ended;
  }

  async kill(): Promise<void> {
    await this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until something holds: how long that takes proves nothing. What never holds is ended by the test's own limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 100));
}

interface Ports {
  readonly grpc: number;
  readonly http: number;
  readonly health: number;
  readonly metrics: number;
  readonly signals: number;
}

const never = new AbortController().signal;
setMaxListeners(0, never);

/**
 * As little as possible is changed: ports; signatures of requests to AWS are taken off; what goes out over OTLP and HTTP is JSON instead of
 * protobuf, unless a real back end takes it; and what `Changes` says.
 */
function onLoopback(document: CollectorDocument, ports: Ports, changes: Changes): unknown {
  const texts: readonly (readonly [RegExp, string])[] = [
    [/0\.0\.0\.0:4317/g, `127.0.0.1:${ports.grpc}`],
    [/0\.0\.0\.0:4318/g, `127.0.0.1:${ports.http}`],
    [/0\.0\.0\.0:13133/g, `127.0.0.1:${ports.health}`],
    [/127\.0\.0\.1:8888/g, `127.0.0.1:${ports.metrics}`],
    [/127\.0\.0\.1:8889/g, `127.0.0.1:${ports.signals}`],
    [/"port":8888/g, `"port":${ports.metrics}`],
    ...(changes.texts ?? []),
  ];
  const text = texts.reduce((so, [from, to]) => so.replaceAll(from, to), JSON.stringify(document));
  const without = changes.without ?? [];
  return JSON.parse(text, function (this: unknown, key: string, value: unknown) {
    if (key === "auth" || key.startsWith("sigv4auth/")) return undefined;
    if (key === "resolver") return { static: { hostnames: changes.samplers } };
    if (key in (changes.settings ?? {})) return changes.settings?.[key];
    if (key.startsWith("otlp_http/") && changes.protobuf !== true) return { ...(value as object), encoding: "json" };
    if ((key === "extensions" || key === "processors") && Array.isArray(value))
      return (value as string[]).filter((each) => !each.startsWith("sigv4auth/") && !without.includes(each));
    return without.includes(key) ? undefined : value;
  });
}
