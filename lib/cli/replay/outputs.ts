import { append, findingSeverities } from "../../base";
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
import { nextSteps } from "./next-steps";
import { missingMetrics, noMetricsAsked } from "./metrics-query";
import { needNothingOverwritten } from "./overwrites";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";
import { writeFiles } from "./write-file";

export interface Outputs {
  /** Whether a finding is at or above `--fail-on`. */
  readonly failed: boolean;
  /** Which files could not be written, and why. */
  readonly unwritten: readonly string[];
}

/** Writes the report in every form that was requested. A file that cannot be written keeps none of the others from being written. */
export function outputs(replayed: ReplayResult, subject: ReplaySubject, settings: ReplaySettings, io: Io): Outputs {
  const { title } = subject;
  const result = io.secrets.hiddenIn(replayed);
  const shown = io.stdout.forPeople(replayed);
  const { format, html, junit, failOn, metricsQuery } = settings;
  const queries =
    metricsQuery === undefined ? noMetricsAsked : missingMetrics(metricsQuery, subject.template, replayed, io);
  switch (format) {
    case "json":
      io.stdout.data(resultJson(result));
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
  const least = failOn === undefined ? Infinity : findingSeverities.indexOf(failOn);
  const failed = result.findings.some(({ severity }) => findingSeverities.indexOf(severity) >= least);
  const files = [
    [html, () => htmlReport(shown, { title })],
    [junit, () => junitReport(junitOfReplay(shown, failOn))],
  ] as const;
  const unwritten = writeFiles(files, io.cwd);
  // The first one was looked at before the replay.
  for (const { name, text } of queries.files) {
    const write = (): string => {
      needNothingOverwritten({ html: undefined, junit: undefined, metricsQuery: name }, io.cwd, () => []);
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
