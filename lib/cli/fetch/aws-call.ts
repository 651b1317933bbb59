import { spawn } from "node:child_process";
import type { Io } from "../command";
import { killGroup } from "../program";

/** How a call of the command line of AWS ended. */
export interface AwsAnswer {
  /** 0: it was answered; undefined: it could not be started, or was ended by a signal. */
  readonly code: number | undefined;
  /** Empty where it went to a file. */
  readonly stdout: string;
  /** Its end. */
  readonly stderr: string;
}

/** Most that is kept of each stream, in characters. */
const MOST_KEPT = 64_000;

/**
 * Calls the command line of AWS, without a shell. It pages through an answer by itself, and retries as it is configured.
 *
 * @param file a descriptor of the file that takes what it prints
 * @throws the signal's reason if it is aborted
 */
export async function callAws(
  program: string,
  words: readonly string[],
  { cwd, env }: Pick<Io, "cwd" | "env">,
  aborted: AbortSignal,
  file?: number,
): Promise<AwsAnswer> {
  aborted.throwIfAborted();
  // A group of its own: the command line ends with all that it started, and no sooner than we do.
  const child = spawn(program, words, { cwd, env, stdio: ["ignore", file ?? "pipe", "pipe"], detached: true });
  const stop = (): void => killGroup(child.pid, "SIGKILL");
  aborted.addEventListener("abort", stop);
  const kept = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      kept[name] = (kept[name] + text).slice(-MOST_KEPT);
    });
  try {
    const code = await new Promise<number | undefined>((done) => {
      child.once("error", ({ message }) => {
        kept.stderr += message;
        done(undefined);
      });
      child.once("close", (status) => done(status ?? undefined));
    });
    aborted.throwIfAborted();
    return { code, ...kept };
  } finally {
    aborted.removeEventListener("abort", stop);
  }
}

/** What AWS answered in place of data. */
export interface AwsRefusal {
  readonly kind: "denied" | "not-found" | "throttled" | "no-credentials" | "other";
  /** The last line that the command line printed. */
  readonly said: string;
}

export function refusalIn({ stderr }: AwsAnswer): AwsRefusal {
  const said = stderr.trim().split("\n").at(-1)?.trim() ?? "";
  const [, error = ""] = /An error occurred \(([\w.]+)\)/.exec(stderr) ?? [];
  return { kind: kindOf(error, stderr), said };
}

function kindOf(error: string, stderr: string): AwsRefusal["kind"] {
  if (/^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorized)$/.test(error)) return "denied";
  if (/^(?:ResourceNotFoundException|ResourceNotFound)$/.test(error)) return "not-found";
  if (/Throttl|TooManyRequests|LimitExceeded|RequestLimit/.test(error)) return "throttled";
  if (/^(?:ExpiredToken|UnrecognizedClient|InvalidClientTokenId)/.test(error)) return "no-credentials";
  return error === "" && /credentials|profile|SSO|token/i.test(stderr) ? "no-credentials" : "other";
}
