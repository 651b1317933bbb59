import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { line } from "../../../base";
import { checkedOut, pathsAt, revisionOf } from "../../against/git";
import { type Arguments, ExitCode, type Io, UsageError } from "../../command";
import { alarmChangesOf, type Stacks, stacksIn } from "./alarms";
import { comparedDashboards } from "./compared";
import { type DashboardFiles, readDashboardFiles } from "./files";
import { diffJson } from "./json";
import { diffMarkdown } from "./markdown";
import type { DiffOutcome } from "./outcome";
import { type DiffSettings, diffSettingsOf } from "./settings";
import { diffText, unreadText } from "./text";

/**
 * Says in words what changes between dashboards of a revision and those of the working tree, or between two files or folders.
 *
 * @throws UsageError for a wrong call, an unknown revision, and a file that was named and is no dashboard
 */
export async function diffDashboards(args: Arguments, io: Io): Promise<number> {
  const settings = diffSettingsOf(args, io);
  const outcome = await outcomeOf(settings, io);
  const { colour, format } = settings;
  if (format === "json") io.stdout.data(diffJson(outcome));
  else if (format === "markdown") io.stdout.write(diffMarkdown(outcome));
  else io.stdout.painted(diffText(outcome, colour ?? (io.stdout.isTTY && (io.env.NO_COLOR ?? "") === "")));
  if (format !== "json") io.stderr.write(unreadText(outcome));
  return ExitCode.ok;
}

async function outcomeOf({ alarms, compared }: DiffSettings, io: Io): Promise<DiffOutcome> {
  if (compared.kind === "paths") {
    const { after, before } = compared;
    const files = [named(before, io), named(after, io)] as const;
    return outcome(before, after, ...files, undefined);
  }
  const { path, revision } = compared;
  const at = revisionOf(revision, `--diff ${revision}:`, io);
  const wanted = pathsAt(at, [path, ...(alarms === undefined ? [] : [alarms])], io);
  const [was, stacksBefore] = await checkedOut(at, wanted, io, (there) => {
    const [pathThere = path, alarmsThere] = wanted;
    return Promise.resolve([
      readDashboardFiles(pathThere, there),
      alarmsThere === undefined ? new Map() : stacksIn(alarmsThere, there),
    ] as [DashboardFiles, Stacks]);
  });
  const isNowhere = was.files.length + was.unread.length === 0 && !existsSync(resolve(io.cwd, path));
  if (isNowhere)
    throw new UsageError(
      line`${path}: there is no such file or folder, neither here nor in ${revision}\n  Name the file or folder after the revision: --diff ${revision} grafana/`,
    );
  const now = stacksNow(alarms, stacksBefore, io);
  const changes = now === undefined ? undefined : alarmChangesOf(stacksBefore, now);
  return outcome(revision, path, was, readDashboardFiles(path, io), changes);
}

function outcome(
  since: string,
  given: string,
  was: DashboardFiles,
  is: DashboardFiles,
  alarms: DiffOutcome["alarms"],
): DiffOutcome {
  // What cannot be read here was not removed.
  const isUnread = new Set([...was.unread, ...is.unread].map(({ path }) => path));
  const readable = ({ files }: DashboardFiles) => files.filter(({ path }) => !isUnread.has(path));
  const said = new Map([...was.unread, ...is.unread].map((each) => [each.path, each]));
  const compared = comparedDashboards(readable(was), readable(is), alarms ?? []);
  return { since, given, ...compared, alarms, unread: [...said.values()] };
}

function stacksNow(alarms: string | undefined, before: Stacks, io: Io): Stacks | undefined {
  if (alarms === undefined) return undefined;
  const stacks = stacksIn(alarms, io);
  if (stacks.size === 0 && before.size === 0)
    throw new UsageError(
      line`--alarms ${alarms}: there is no Terraform\n  Give a committed golden, plan or state, or a folder with <stack>.json or <stack>/stack.tf.json`,
    );
  return stacks;
}

/** The dashboards of a file or folder that was named: a file must be one. */
function named(given: string, io: Io): DashboardFiles {
  const read = readDashboardFiles(given, io);
  const [problem] = read.unread;
  if (problem?.path === "" && read.files.length === 0) throw new UsageError(line`${given}: ${problem.why}`);
  return read;
}
