import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { line } from "../../base";
import { type Io, UsageError } from "../command";
import { isRunnable, killGroup, programOnPath } from "../program";

/** A collector that can be run. */
export interface CollectorBinary {
  /** Absolute. */
  readonly path: string;
  /** As it says it: `otelcol version 0.159.0`. */
  readonly version: string;
}

/** How long a collector may take to say its version. Not a measure of speed: one that is packed unpacks itself the first time. */
const LONGEST_ANSWER = 60_000;

const howToGet =
  "Get one: a release of otelcol-contrib from github.com/open-telemetry/opentelemetry-collector-releases, or your own build; then name it with --collector or $SIGHTLINE_OTELCOL, or put it on PATH";

/**
 * The collector to run: the one that is given, else `$SIGHTLINE_OTELCOL`, else `otelcol-contrib` or `otelcol` on PATH.
 *
 * @throws UsageError if there is none, or it does not answer
 */
export async function findCollector(given: string | undefined, io: Io): Promise<CollectorBinary> {
  const fromEnvironment = io.env.SIGHTLINE_OTELCOL;
  const [named, how] =
    given !== undefined
      ? [given, "--collector"]
      : fromEnvironment !== undefined && fromEnvironment !== ""
        ? [fromEnvironment, "$SIGHTLINE_OTELCOL"]
        : [undefined, ""];
  const path = named === undefined ? programOnPath(["otelcol-contrib", "otelcol"], io) : resolve(io.cwd, named);
  if (path === undefined)
    throw new UsageError(`there is no collector: neither otelcol-contrib nor otelcol is on PATH\n  ${howToGet}`);
  if (named !== undefined && !isRunnable(path))
    throw new UsageError(line`${how} ${named}: there is no program of this name\n  ${howToGet}`);
  return { path, version: await versionOf(path) };
}

function versionOf(path: string): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(path, ["--version"], { stdio: ["ignore", "pipe", "pipe"], detached: true });
    const said: string[] = [];
    const refuse = (why: string): void => failed(new UsageError(line`${path} --version: ${why}\n  ${howToGet}`));
    const timer = setTimeout(() => {
      refuse("no answer");
      killGroup(child.pid, "SIGKILL");
    }, LONGEST_ANSWER);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => {
        if (said.length < 100) said.push(data.toString("utf8"));
      });
    child.on("error", (error) => {
      clearTimeout(timer);
      refuse(`it cannot be run: ${error.message}`);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      const [first = ""] = said.join("").split("\n");
      if (/version/i.test(first)) done(first.trim());
      else refuse(`it says no version, and ends with ${code ?? "a signal"}: it is not a collector`);
    });
  });
}
