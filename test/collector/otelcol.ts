import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Collector, Component, Pipelines, Signal } from "../../lib/collector";
import {
  type Connector,
  type Exporter,
  exporters,
  type Processor,
  type Receiver,
  receivers,
} from "../../lib/collector";
import { freePorts } from "../../lib/cli/collector/loopback";
import { componentKinds, exporter, receiver } from "../../lib/collector/model/component";
import { signals } from "../../lib/collector/model/signal";
import { documentOf } from "../../lib/collector/render/document-of";
import { printDocument } from "../../lib/collector/render/print-document";
import { saySkipped } from "../skipped";

/** Runs `test` with a real collector, or says that there is none. */
export function withCollector(test: jest.It): jest.It {
  if (command !== undefined) return test;
  saySkipped(
    "components in a real collector",
    "neither $SIGHTLINE_OTELCOL nor otelcol-contrib nor otelcol on the PATH",
  );
  return test.skip;
}

/** True if there is a collector on this machine. */
export function hasCollector(): boolean {
  return command !== undefined;
}

/** True if the collector on this machine has the component. */
export function hasComponent({ kind, type }: Pick<Component, "kind" | "type">): boolean {
  const [, section = ""] = new RegExp(`^${kind}s:\\n((?: .*\\n)*)`, "m").exec(listed()) ?? [];
  return section.split("\n").some((line) => line.trim() === `- name: ${type}`);
}

/** All components of the collector on this machine, and the Go modules that they are from. */
export function componentsOf(): readonly (Pick<Component, "kind" | "type"> & { readonly module: string })[] {
  return componentKinds.flatMap((kind) => {
    const [, section = ""] = new RegExp(`^${kind}s:\\n((?: .*\\n)*)`, "m").exec(listed()) ?? [];
    return [...section.matchAll(/- name: (\S+)\n +module: (\S+)/g)].map(([, type = "", module = ""]) => ({
      kind,
      type,
      module,
    }));
  });
}

/** What `validate` says against the collector: nothing if all is well. */
export function faultsOf(collector: Collector): string {
  return faultsInText(yaml(collector));
}

/** The same of a text of YAML, which may read other variables. */
export function faultsInText(text: string, variables: Readonly<Record<string, string>> = {}): string {
  return inFile(text, (file) => {
    const { stderr, status } = spawnSync(collectorCommand(), ["validate", "--config", file], {
      encoding: "utf8",
      env: { ...collectorVariables, ...variables },
    });
    return status === 0 ? "" : stderr.replace(/^.*\n\d{4}-.*$/gm, "").trim();
  });
}

/** Starts the collector, stops it once it is ready, and returns what it wrote about deprecated settings and why it died, if it did. */
export async function troubleOf(
  collector: Collector,
  variables: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "sightline-otelcol-"));
  const file = join(folder, "collector.yaml");
  writeFileSync(file, await onFreePorts(yaml({ ...collector, telemetry: { metrics: { level: "none" } } })));
  const child = spawn(collectorCommand(), ["--config", file], {
    env: { ...collectorVariables, ...variables },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
    if (text.includes("Everything is ready")) child.kill("SIGTERM");
  });
  await new Promise((resolve) => child.once("close", resolve));
  rmSync(folder, { recursive: true });
  const ready = log.includes("Everything is ready");
  return log.split("\n").filter((line) => (ready ? /deprecat/i : /error/i).test(line));
}

/** The text with other ports of this machine: a test beside may listen to those. */
async function onFreePorts(text: string): Promise<string> {
  const places = /(?<=(?:127\.0\.0\.1|0\.0\.0\.0|localhost):)[1-9]\d*/g;
  const ports = [...new Set(text.match(places))];
  const free = await freePorts(ports.length);
  return text.replaceAll(places, (port) => String(free[ports.indexOf(port)]));
}

/** Sends logs to a real collector, and returns what it wrote: messages in OTLP's JSON. `pipelines` gets where they come in, and the file that they go out to. */
export async function throughCollector(
  pipelines: (from: Receiver, to: Exporter) => Pipelines,
  logs: object,
): Promise<readonly OtlpMessage[]> {
  const folder = mkdtempSync(join(tmpdir(), "sightline-otelcol-"));
  const [out, [port = 0]] = [join(folder, "out.json"), await freePorts(1)];
  const file = join(folder, "collector.yaml");
  const from = receivers.otlp({ protocols: { http: { endpoint: `127.0.0.1:${port}` } } });
  writeFileSync(
    file,
    yaml({ pipelines: pipelines(from, exporters.file({ path: out })), telemetry: { metrics: { level: "none" } } }),
  );
  const child = spawn(collectorCommand(), ["--config", file], {
    env: collectorVariables,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  const closed = new Promise((resolve) => child.once("close", resolve));
  try {
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        log += text;
        if (text.includes("Everything is ready")) resolve();
      });
      child.once("close", () => reject(new Error(log)));
    });
    const answer = await fetch(`http://127.0.0.1:${port}/v1/logs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(logs),
    });
    if (!answer.ok) throw new Error(`${await answer.text()}\n${log}`);
    child.kill("SIGTERM");
    await closed;
    return readFileSync(out, "utf8")
      .split("\n")
      .filter((text) => text !== "")
      .map((text) => JSON.parse(text) as OtlpMessage);
  } finally {
    child.kill("SIGKILL");
    await closed;
    rmSync(folder, { recursive: true });
  }
}

/** A message as OTLP's JSON has it. */
export interface OtlpMessage {
  readonly resourceLogs?: readonly {
    readonly scopeLogs: readonly { readonly logRecords: readonly OtlpPoint[] }[];
  }[];
  readonly resourceMetrics?: readonly {
    readonly resource: { readonly attributes?: readonly OtlpAttribute[] };
    readonly scopeMetrics: readonly { readonly metrics: readonly OtlpMetric[] }[];
  }[];
}

interface OtlpMetric {
  readonly name: string;
  readonly unit?: string;
  readonly description?: string;
  readonly sum?: { readonly dataPoints: readonly OtlpPoint[] };
  readonly histogram?: { readonly dataPoints: readonly OtlpPoint[] };
}

/** A log record, or a data point. */
interface OtlpPoint {
  readonly timeUnixNano?: string;
  readonly attributes?: readonly OtlpAttribute[];
  readonly asInt?: string;
  readonly count?: string;
  readonly sum?: number;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

/** A collector with nothing but the component, in all the pipelines that it can be in. */
export function around(component: AnyComponent): Collector {
  return {
    pipelines: Object.fromEntries(
      signals.flatMap((signal) => {
        const takes = "takes" in component && signal in component.takes;
        const gives = "gives" in component && signal in component.gives;
        if (component.kind === "processor")
          return takes ? [[signal, { receivers: [otlp], processors: [component], exporters: [nop] }]] : [];
        return [
          ...(takes ? [[signal, { receivers: [otlp], exporters: [component] }]] : []),
          ...(gives ? [[`${signal}/given`, { receivers: [component], exporters: [nop] }]] : []),
        ];
      }),
    ) as Collector["pipelines"],
  };
}

export type AnyComponent = Receiver<never> | Processor<never> | Exporter<never> | Connector<never, never>;

const otlp = receiver<Signal>("otlp", signals).of<object>()({ protocols: { http: { endpoint: "localhost:0" } } });
const nop = exporter<Signal>("nop", signals).of<object>()({});

/** A collector looks for credentials and for where it runs; these are not this machine's. */
export const collectorVariables = {
  ...process.env,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "eu-west-1",
  AWS_EC2_METADATA_DISABLED: "true",
  COLLECTOR_GATEWAY: "http://localhost:9",
  K8S_NODE_NAME: "node",
  ECS_CONTAINER_METADATA_URI_V4: "http://localhost:9/v4",
};

const command = [process.env.SIGHTLINE_OTELCOL, "otelcol-contrib", "otelcol"].find(
  (name) =>
    name !== undefined && name !== "" && spawnSync(name, ["--version"], { env: collectorVariables }).status === 0,
);

/** The collector on this machine. */
export function collectorCommand(): string {
  if (command === undefined) throw new Error("there is no collector on this machine");
  return command;
}

let components: string | undefined;

function listed(): string {
  components ??= spawnSync(collectorCommand(), ["components"], {
    encoding: "utf8",
    env: collectorVariables,
  }).stdout.replaceAll("\n    ", "\n ");
  return components;
}

function inFile<Result>(text: string, use: (file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "sightline-otelcol-"));
  try {
    const file = join(folder, "collector.yaml");
    writeFileSync(file, text);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function yaml(collector: Collector): string {
  const { comments, document } = documentOf(collector, ({ type }) => type);
  return printDocument(document, comments);
}
