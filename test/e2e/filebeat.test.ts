import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse, stringify } from "yaml";
import { filebeatConfiguration } from "../../lib/agents";
import { baseContract } from "../../lib/contract";
import { saySkipped } from "../skipped";
import { until } from "./loopback-collectors";

const filebeat = [process.env.SIGHTLINE_FILEBEAT, "filebeat"].find(
  (name) => name !== undefined && name !== "" && spawnSync(name, ["version"]).status === 0,
);
const version = filebeat === undefined ? "" : spawnSync(filebeat, ["version"], { encoding: "utf8" }).stdout;
if (filebeat === undefined) saySkipped("Filebeat", "neither $SIGHTLINE_FILEBEAT nor filebeat on PATH");

(filebeat === undefined ? describe.skip : describe)("Filebeat with our configuration", () => {
  it("sends lines of a file to their data stream, with the contract's time and names, redacted", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sightline-filebeat-"));
    const elasticsearch = await fakeElasticsearch();
    mkdirSync(join(folder, "logs"));
    const line = {
      timestamp: "2026-11-30T10:00:00.123Z",
      level: "info",
      message: "paid by anna@example.com",
      event: "payment_failed",
      service: { name: "payments" },
      http: { duration_ms: 12.5 },
      user: { password: "hunter2", list: [{ token: "t-1" }] },
      trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
    };
    writeFileSync(
      join(folder, "logs", "a.log"),
      `${JSON.stringify(line)}\nno JSON, password=open5 $\{HOME} $$\n${"x".repeat(1100)}\n`,
    );
    writeFileSync(join(folder, "logs", "a.log.1.gz"), "x".repeat(1100));
    const config = join(folder, "filebeat.yml");
    writeFileSync(
      config,
      runnable(
        filebeatConfiguration({
          namespace: "prod",
          inputs: [{ id: "a", dataset: "shop", contract: baseContract, from: { files: [`${folder}/logs/*.log*`] } }],
          to: { hosts: [elasticsearch.url], apiKeyFrom: "ES_API_KEY" },
          redaction: baseContract.redaction,
        }),
      ),
    );
    chmodSync(config, 0o600);
    const log: string[] = [];
    const running = spawn(
      filebeat ?? "",
      ["-c", config, "--path.home", folder, "--path.data", join(folder, "data"), "-e"],
      {
        env: { ...process.env, ES_API_KEY: "id:key" },
      },
    );
    running.stderr.on("data", (text: Buffer) => log.push(text.toString()));
    try {
      await until(() => elasticsearch.documents.length >= 3 || running.exitCode !== null);
      expect(elasticsearch.actions.every((action) => action === '{"create":{"_index":"logs-shop-prod"}}')).toBe(true);
      expect(elasticsearch.keys).toEqual(new Set([`ApiKey ${Buffer.from("id:key").toString("base64")}`]));
      expect(elasticsearch.documents).toHaveLength(3);
      expect(elasticsearch.documents[0]).toMatchObject({
        "@timestamp": "2026-11-30T10:00:00.123Z",
        message: "paid by ****",
        log: { level: "info" },
        event: { action: "payment_failed" },
        trace: { id: "4bf92f3577b34da6a3ce929d0e0e4736" },
        service: { name: "payments" },
        http: { duration_ms: 12.5 },
        user: { password: "****", list: [{ token: "****" }] },
        data_stream: { type: "logs", dataset: "shop", namespace: "prod" },
      });
      expect(elasticsearch.documents[1]).toMatchObject({
        message: "no JSON, password=**** ${HOME} $$",
        error: { type: "json" },
        service: { name: "base" },
      });
    } catch (error) {
      throw new Error(log.join("").slice(-4000), { cause: error });
    } finally {
      running.kill();
      await new Promise((resolve) => running.once("close", resolve));
      await elasticsearch.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Before 8, Filebeat knows files by their inode only. */
function runnable(text: string): string {
  if (!version.includes(" version 7.")) return text;
  const document = parse(text) as {
    filebeat: { inputs: { file_identity?: object; prospector: { scanner: object } }[] };
  };
  for (const input of document.filebeat.inputs) {
    delete input.file_identity;
    input.prospector.scanner = {
      exclude_files: (input.prospector.scanner as { exclude_files: unknown }).exclude_files,
    };
  }
  return stringify(document);
}

/** What takes bulk requests, and keeps what they hold. */
async function fakeElasticsearch() {
  const documents: Record<string, unknown>[] = [];
  const actions: string[] = [];
  const keys = new Set<string | undefined>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      keys.add(request.headers.authorization);
      response.setHeader("X-Elastic-Product", "Elasticsearch");
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer(request.url ?? "", body, request.headers["content-encoding"] === "gzip")));
    });
  });
  const answer = (url: string, body: Buffer, isPacked: boolean): object => {
    if (!url.startsWith("/_bulk"))
      return {
        license: { status: "active", type: "basic", mode: "basic", uid: "x" },
        version: { number: "9.2.0" },
        tagline: "You Know, for Search",
      };
    const lines = (isPacked ? gunzipSync(body) : body).toString().trim().split("\n");
    lines.forEach((line, index) => {
      if (index % 2 === 0) actions.push(line);
      else documents.push(JSON.parse(line) as Record<string, unknown>);
    });
    return {
      took: 1,
      errors: false,
      items: lines.filter((_, index) => index % 2 === 0).map(() => ({ create: { status: 201 } })),
    };
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    documents,
    actions,
    keys,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
