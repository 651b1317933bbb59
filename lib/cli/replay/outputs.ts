import { append } from "../../base";
import {
  htmlReport,
  junitOfReplay,
  junitReport,
  markdownReport,
  type NextStep,
  resultJson,
  terminalReport,
} from "../../replay/report";
import type { ReplayResult } from "../../replay";
import type { Io } from "../command";
import { isAtLeast } from "../findings/format";
import { annotate } from "../findings/github";
import type { Report } from "../findings/reported";
import { version } from "../version";
import { judgedResult, reportOfReplay, withReasons } from "./accepted";
import { nextSteps } from "./next-steps";
import { missingMetrics, noMetricsAsked } from "./metrics-query";
import { needNothingOverwritten } from "./overwrites";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";
import { writeFiles } from "../write-file";

export interface Outputs {
  /** Whether a finding is at or above `--fail-on`. */
  readonly failed: boolean;
  /** Which files could not be written, and why. */
  readonly unwritten: readonly string[];
}

/** Writes the report in every form that was requested. A file that cannot be written keeps none of the others from being written. */
export async function outputs(
  replayed: ReplayResult,
  subject: ReplaySubject,
  settings: ReplaySettings,
  io: Io,
): Promise<Outputs> {
  const { title } = subject;
  const judged = judgedResult(replayed, subject, settings, io);
  const result = io.secrets.hiddenIn(judged);
  const shown = io.stdout.forPeople(withReasons(judged));
  const { format, html, junit, failOn, metricsQuery, sarif } = settings;
  const queries =
    metricsQuery === undefined ? noMetricsAsked : missingMetrics(metricsQuery, subject.template, replayed, io);
  switch (format) {
    case "json":
      io.stdout.data(resultJson(result));
      break;
    case "github":
      annotate(reportOfReplay(io.stdout.forPeople(judged), subject), io);
      break;
    case "markdown":
      io.stdout.write(markdownReport(shown, { title }));
      break;
    case "terminal":
      io.stdout.painted(
        terminalReport(shown, {
          ...terminal(settings, io),
          next: nextSteps(result, queries, settings, io),
          brief: settings.brief,
          title: `Replay against ${title}`,
        }),
      );
  }
  const failed = failOn !== undefined && result.findings.some(({ severity }) => isAtLeast(severity, failOn));
  const files = [
    [html, () => htmlReport(shown, { title })],
    [junit, () => junitReport(junitOfReplay(shown, failOn))],
    ...(await sarifFiles(sarif, reportOfReplay(result, subject), io)),
  ] as const;
  const unwritten = writeFiles(files, io.cwd);
  // The first one was looked at before the replay.
  for (const { name, text } of queries.files) {
    const write = (): string => {
      needNothingOverwritten(
        { html: undefined, junit: undefined, sarif: undefined, metricsQuery: name },
        io.cwd,
        () => [],
      );
      return text;
    };
    append(unwritten, writeFiles([[name, write]], io.cwd));
  }
  // A report for machines has no place for what to do next.
  const said = [...queries.notes, ...(format === "terminal" ? [] : queries.steps.map(stepText))];
  for (const each of said) io.stderr.write(`sightline replay: ${each}\n`);
  return { failed, unwritten };
}

function stepText({ command, what }: NextStep): string {
  return `${what} ${command}`;
}

/** Colours on a terminal, unless the call or NO_COLOR says otherwise. */
export function terminal({ colour }: ReplaySettings, { stdout, env }: Io): { colour: boolean; width: number } {
  const { isTTY, columns } = stdout;
  const wanted = isTTY && (env.NO_COLOR ?? "") === "";
  return { colour: colour ?? wanted, width: columns ?? 120 };
}

/** The file of SARIF, if there is one. The rules of every room, which it describes, are read for it alone. */
async function sarifFiles(file: string | undefined, report: Report, io: Io) {
  if (file === undefined) return [];
  const { sarifReport } = await import("../findings/sarif");
  return [[file, () => sarifReport(report, version(), io)]] as const;
}
