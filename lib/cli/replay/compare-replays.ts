import { line } from "../../base";
import {
  type BehaviourChanges,
  behaviourHtml,
  behaviourJson,
  behaviourMarkdown,
  behaviourSuites,
  behaviourText,
  breachesOf,
  compareBehaviour,
  junitReport,
} from "../../replay/report";
import type { ReplayResult } from "../../replay";
import { templateBefore } from "../against/template-before";
import type { Io } from "../command";
import { beforeTemplate, type BeforeTemplate } from "./before";
import { judgedResult } from "./accepted";
import type { InputFile } from "../input-files";
import { terminal } from "./outputs";
import { replayLogs } from "./replay-logs";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";
import { annotateChanges, failedJson, sayBreaches } from "./unwanted";
import { writeFiles } from "../write-file";

/** Replays the same logs against two templates, says what changes in what alarms do, and what of it is not wanted. */
export async function compareReplays(
  against: string,
  subject: ReplaySubject,
  files: readonly InputFile[],
  settings: ReplaySettings,
  io: Io,
): Promise<{
  readonly result: ReplayResult;
  readonly unreadable: readonly string[];
  readonly unwritten: readonly string[];
  /** Whether there is a change that `--fail-on` names. */
  readonly failed: boolean;
}> {
  const template = await templateBefore(against, subject, settings, io);
  if (template.metricAlarms.length + template.compositeAlarms.length === 0)
    io.stderr.write(line`sightline replay: --against ${against}: it has no alarm, so each alarm is new\n`);
  const before = beforeTemplate(template, subject.template);
  const { changes, results, unreadable } = await behaviourOf(before, subject, files, settings, io);
  const title = line`Replay of ${subject.title} compared with ${against}`;
  const shown = io.stdout.forPeople(changes);
  const breaches = breachesOf(shown, settings.failOnChanges);
  switch (settings.format) {
    case "json":
      io.stdout.data(
        `${JSON.stringify({ against, of: subject.title, ...behaviourJson(changes), failed: failedJson(changes, settings) }, null, 2)}\n`,
      );
      break;
    case "github":
      annotateChanges(shown, breaches, subject, io);
      break;
    case "markdown":
      io.stdout.write(behaviourMarkdown(shown, { title }));
      break;
    case "terminal":
      io.stdout.painted(behaviourText(shown, { ...terminal(settings, io), title }));
  }
  const page = () =>
    behaviourHtml(
      shown,
      io.stdout.forPeople(results),
      { alarms: io.stdout.forPeople(before.counterparts.alarms) },
      title,
    );
  const unwritten = writeFiles(
    [
      [settings.html, page],
      [settings.junit, () => junitReport(behaviourSuites(shown, breaches))],
    ],
    io.cwd,
  );
  // Annotations say it themselves.
  if (settings.format !== "github") sayBreaches(breaches, shown, "", io);
  return { result: results.is, unreadable, unwritten, failed: breaches.length > 0 };
}

/** What the same logs do after a change, compared with before it. */
export async function behaviourOf(
  before: BeforeTemplate,
  subject: ReplaySubject,
  files: readonly InputFile[],
  settings: ReplaySettings,
  io: Io,
): Promise<{
  readonly changes: BehaviourChanges;
  readonly results: { readonly was: ReplayResult; readonly is: ReplayResult };
  readonly unreadable: readonly string[];
}> {
  const { before: other, result, unreadable } = await replayLogs(subject, files, settings, io, before);
  const judged = (one: ReplayResult) => judgedResult(one, subject, settings, io);
  const results = { was: judged(other ?? result), is: judged(result) };
  return { changes: compareBehaviour(results, before.counterparts), results, unreadable };
}
