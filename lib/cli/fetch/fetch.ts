import { didYouMean, line, listed, nameMatcher } from "../../base";
import { replayInputs } from "../../replay";
import type { Template } from "../../terraform";
import { type Arguments, ExitCode, type Io, UsageError } from "../command";
import { readSubject } from "../replay/subject";
import { planJson } from "./json";
import { type FetchPlan, fetchPlan } from "./plan";
import { runFetch } from "./run";
import { callsText, fetchScript } from "./script";
import { type FetchSettings, fetchSettings } from "./settings";
import { notesOf, timeText } from "./words";

/** Runs `sightline fetch` and returns its exit code. @throws UsageError */
export async function runCommand(args: Arguments, io: Io): Promise<number> {
  const settings = fetchSettings(args, io);
  const { template, title } = await readSubject(settings, io);
  const { from, isJson, isResumed, isRun, to } = settings;
  const isWanted = wantedOf(template, settings);
  const inputs = await replayInputs(template, {
    ...{ from, to, now: io.now().getTime() },
    ...(isWanted === undefined ? {} : { isWanted }),
  });
  const plan = fetchPlan(inputs, settings, io);
  const notes = notesOf(inputs);
  if (plan.calls.length === 0)
    throw new UsageError(
      [line`there is nothing to fetch: no alarm of ${title} reads events or datapoints that AWS has`, ...notes].join(
        "\n  ",
      ),
    );
  for (const note of notes) io.stderr.write(`sightline fetch: ${note}\n`);
  const isComplete = inputs.lacking.every(({ kind }) => kind === "log-group-not-wanted");
  const code = isRun ? await runFetch(plan, isResumed, io) : ExitCode.ok;
  if (code === ExitCode.usage) return code;
  if (isJson) io.stdout.data(planJson(plan, settings));
  else if (isRun) io.stdout.write(`${plan.replay}\n`);
  else io.stdout.data(fetchScript(plan, headOf(plan, title, settings), isResumed));
  return isComplete ? code : Math.max(code, ExitCode.findings);
}

function headOf({ calls }: FetchPlan, title: string, { from, to }: FetchSettings): string[] {
  return [
    `Fetches what a replay of ${title} reads from ${timeText(from)} to ${timeText(to)}:`,
    `${callsText(calls)}. Printed by sightline fetch.`,
  ];
}

/** Which log groups are asked for; undefined: no name is given. @throws UsageError for names that none has */
function wantedOf(template: Template, { logGroups }: FetchSettings): ((name: string) => boolean) | undefined {
  if (logGroups.length === 0) return undefined;
  const known = [
    ...new Set([
      ...template.logGroups.flatMap(({ name }) => name ?? []),
      ...template.metricFilters.flatMap(({ logGroupName }) => logGroupName ?? []),
    ]),
  ];
  const unknown = logGroups.filter((name) => !known.some(nameMatcher(name)));
  if (unknown.length > 0)
    throw new UsageError(
      unknown
        .map((name) => {
          const has = known.length === 0 ? "it has none" : `it has ${listed(known)}`;
          return line`--log-group ${name}: the template has no such log group; ${has}.${didYouMean(name, known)}`;
        })
        .join("\n  "),
    );
  const matchers = logGroups.map(nameMatcher);
  return (name) => matchers.some((matches) => matches(name));
}
