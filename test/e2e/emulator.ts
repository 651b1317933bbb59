import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";

/** A running AWS emulator on loopback. */
export interface Emulator {
  readonly url: string;
  stop(): Promise<void>;
}

/** Why the emulator cannot be started here, or undefined. */
export function emulatorMissing(): string | undefined {
  return spawnSync("moto_server", ["--help"], { encoding: "utf8" }).status === 0
    ? undefined
    : "moto_server is not on PATH (pip install 'moto[server]')";
}

/** Starts `moto_server` on a free port of loopback and waits until it answers. */
export async function startEmulator(): Promise<Emulator> {
  const port = await freePort();
  const child = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      await fetch(`${url}/moto-api/data.json`);
      break;
    } catch (error) {
      if (tries >= 150 || child.exitCode !== null)
        throw new Error(`moto_server does not answer on ${url}`, { cause: error });
      await new Promise((resume) => setTimeout(resume, 200));
    }
  }
  return { url, stop: () => stop(child) };
}

/** Variables with which an AWS client calls the emulator, which accepts any credentials. */
export const emulatorCredentials = {
  AWS_ACCESS_KEY_ID: "emulated",
  AWS_SECRET_ACCESS_KEY: "emulated",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_PROFILE: "",
  AWS_REGION: "",
} as const;

/** The account that the emulator answers for. */
export const emulatorAccount = "123456789012";

/** How many log groups, alarms and topics there are now, from the services' own APIs. */
export async function aliveIn(
  emulator: Emulator,
  region: string,
): Promise<{ logGroups: number; alarms: number; topics: number }> {
  const ask = (service: string, headers: Record<string, string>, body: string) =>
    askEmulator(emulator, { service, region, headers, body });
  const query = { "Content-Type": "application/x-www-form-urlencoded" };
  const groups = await logGroupsIn(emulator, region);
  const alarms = await ask("monitoring", query, "Action=DescribeAlarms&Version=2010-08-01");
  const topics = await ask("sns", query, "Action=ListTopics&Version=2010-03-31");
  return {
    logGroups: groups.length,
    alarms: alarms.split("<AlarmName>").length - 1,
    topics: topics.split("<TopicArn>").length - 1,
  };
}

/** A call of CloudWatch Logs, and its answer. */
export async function askLogs(emulator: Emulator, region: string, action: string, body: object): Promise<unknown> {
  const headers = { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": `Logs_20140328.${action}` };
  const answer = await askEmulator(emulator, { service: "logs", region, headers, body: JSON.stringify(body) });
  return answer === "" ? {} : (JSON.parse(answer) as unknown);
}

/** A log group, as CloudWatch Logs describes it. */
export interface EmulatedLogGroup {
  readonly logGroupName: string;
  readonly retentionInDays?: number;
}

/** All log groups of a Region. */
export async function logGroupsIn(emulator: Emulator, region: string): Promise<readonly EmulatedLogGroup[]> {
  const { logGroups } = (await askLogs(emulator, region, "DescribeLogGroups", {})) as { logGroups: EmulatedLogGroup[] };
  return logGroups;
}

/** A request to one of the services' own APIs, and its answer. */
export async function askEmulator(
  { url }: Emulator,
  { body, headers, region, service }: Readonly<Record<"service" | "region" | "body", string>> & { headers: object },
): Promise<string> {
  // The emulator finds the service in the scope of the credentials, and does not check the signature.
  const Authorization = `AWS4-HMAC-SHA256 Credential=emulated/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
  const response = await fetch(url, { method: "POST", headers: { Authorization, ...headers }, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`the emulator's ${service} answers ${response.status}: ${text}`);
  return text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resume) => child.once("exit", resume));
  child.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resume) => server.listen(0, "127.0.0.1", resume));
  const address = server.address();
  await new Promise((resume) => server.close(resume));
  if (address === null || typeof address === "string") throw new Error("no free port on loopback");
  return address.port;
}
