import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { line } from "../../base";
import { ExitCode, type Io, UsageError } from "../command";
import { interruptible } from "../interruptible";
import { programOnPath } from "../program";
import { size } from "../progress";
import { whyUnwritable } from "../why-unwritable";
import { type AwsRefusal, callAws, refusalIn } from "./aws-call";
import { prepareFolder } from "./folder";
import type { FetchCall, FetchPlan } from "./plan";
import { accountFault } from "./words";

const howToGet =
  "Install it: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html; or leave out --run, and run the script where it is";

/**
 * Makes the calls one after the other, and returns the exit code. Each file is written whole or not at all. A log group that is not there
 * keeps no other from being fetched; anything else that AWS refuses ends the work.
 *
 * @throws UsageError for what keeps the calls from being made
 */
export async function runFetch(plan: FetchPlan, isResumed: boolean, io: Io): Promise<number> {
  const aws = programOnPath(["aws"], io);
  if (aws === undefined) throw new UsageError(`the command line of AWS is needed: aws is not on PATH\n  ${howToGet}`);
  prepareFolder(plan, isResumed, io.cwd);
  return interruptible(io, async (aborted) => {
    for (const { account, words } of plan.accounts) {
      const answer = await callAws(aws, words, io, aborted);
      if (answer.code !== 0)
        throw new UsageError(line`the account of the credentials is not known: ${refusalIn(answer).said}`);
      if (answer.stdout.trim() !== account) throw new UsageError(accountFault(account));
    }
    let missing = 0;
    for (const [index, call] of plan.calls.entries()) {
      const file = resolve(io.cwd, call.file);
      const step = line`${index + 1} of ${plan.calls.length}: ${call.file}`;
      if (existsSync(file)) {
        io.stderr.write(`${step}, there already\n`);
        continue;
      }
      if (io.stderr.isTTY) io.stderr.status(step);
      const refusal = await fetched(aws, call, file, io, aborted).finally(() => {
        if (io.stderr.isTTY) io.stderr.status();
      });
      if (refusal === undefined) io.stderr.write(`${step}, ${size(statSync(file).size)}\n`);
      else {
        io.stderr.write(`sightline fetch: ${refusalText(refusal, call)}\n`);
        if (refusal.kind !== "not-found") return ExitCode.usage;
        missing += 1;
      }
    }
    return missing === 0 ? ExitCode.ok : ExitCode.findings;
  });
}

/** Writes what a call prints to a temporary file beside its own, then renames that; undefined, or why AWS has no answer. */
async function fetched(
  aws: string,
  { query, words }: FetchCall,
  file: string,
  io: Io,
  aborted: AbortSignal,
): Promise<AwsRefusal | undefined> {
  const part = `${file}.part`;
  try {
    if (query !== undefined) writeFileSync(resolve(io.cwd, query.file), query.text, { mode: 0o600 });
    const descriptor = openSync(part, "w", 0o600);
    const answer = await callAws(aws, words, io, aborted, descriptor).finally(() => closeSync(descriptor));
    if (answer.code !== 0) return refusalIn(answer);
    renameSync(part, file);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new UsageError(line`${file} cannot be written: ${whyUnwritable(error)}`);
  } finally {
    rmSync(part, { force: true });
  }
}

function refusalText({ kind, said }: AwsRefusal, { kind: of, logGroup = "" }: FetchCall): string {
  const what = of === "logs" ? line`the log group ${logGroup}` : "metrics";
  const permission = of === "logs" ? "logs:FilterLogEvents" : "cloudwatch:GetMetricData";
  const says = said === "" ? "" : line`\n  ${said}`;
  switch (kind) {
    case "denied":
      return `AWS denies ${permission} on ${of === "logs" ? what : "*"}: allow it, or give another --profile; then go on with --resume${says}`;
    case "not-found":
      return `${what} is not in this account and Region${says}`;
    case "throttled":
      return `AWS refuses so many calls for ${what}: set AWS_RETRY_MODE=adaptive or AWS_MAX_ATTEMPTS; then go on with --resume${says}`;
    case "no-credentials":
      return `the credentials do not count for ${what}: sign in, or give another --profile; then go on with --resume${says}`;
    case "other":
      return `${what} cannot be fetched; --resume tries again${says}`;
  }
}
