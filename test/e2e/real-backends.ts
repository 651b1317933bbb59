import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "../../lib/cli/collector/loopback";
import { until } from "./loopback-collectors";

/** A program on this machine: that of the variable, else the first name that is on PATH; undefined if there is none. */
export function program(variable: string, names: readonly string[]): string | undefined {
  return [process.env[variable], ...names].find(
    (name) => name !== undefined && name !== "" && spawnSync(name, ["--version"]).status === 0,
  );
}

/** A back end that runs on loopback. */
export interface Backend {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Prometheus, which takes OTLP and remote write, with the settings that its documentation proposes for OTLP: attributes of resources that
 * become labels, and samples that may come out of order.
 *
 * @see https://prometheus.io/docs/guides/opentelemetry/
 */
export function startPrometheus(path: string): Promise<Backend> {
  return started(path, "/-/ready", (port, folder) => {
    const promoted = ["service.name", "service.instance.id", "deployment.environment.name"];
    const config = {
      otlp: { promote_resource_attributes: promoted },
      // Exports of one application that come over two gateways may pass each other.
      storage: { tsdb: { out_of_order_time_window: "30m" } },
    };
    writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(config));
    return [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.enable-otlp-receiver",
      "--web.enable-remote-write-receiver",
    ];
  });
}

export function startVictoriaLogs(path: string): Promise<Backend> {
  return started(path, "/health", (port, folder) => [
    `-httpListenAddr=127.0.0.1:${port}`,
    `-storageDataPath=${join(folder, "data")}`,
  ]);
}

async function started(
  path: string,
  ready: string,
  argumentsOf: (port: number, folder: string) => string[],
): Promise<Backend> {
  for (let nth = 1; ; nth++) {
    const [port = 0] = await freePorts(1);
    const folder = mkdtempSync(join(tmpdir(), "sightline-backend-"));
    const child = spawn(path, argumentsOf(port, folder), { stdio: ["ignore", "ignore", "pipe"] });
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (log = (log + text).slice(-10_000)));
    const url = `http://127.0.0.1:${port}`;
    const stop = async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    };
    await until(async () => child.exitCode !== null || (await fetch(url + ready).catch(() => undefined))?.ok === true);
    if (child.exitCode === null) return { url, stop };
    await stop();
    // Another program has taken the port meanwhile.
    if (!log.includes("address already in use") || nth === 3) throw new Error(`${path} ended:\n${log}`);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = new Promise((done) => child.once("close", done));
  child.kill("SIGKILL");
  await closed;
}
