import { findingSeverities } from "../../base";
import {
  htmlReport,
  junitOfReplay,
  junitReport,
  markdownReport,
  resultJson,
  terminalReport,
} from "../../replay/report";
import type { ReplayResult } from "../../replay";
import type { Io } from "../command";
import { calledAs } from "../project";
import type { ReplaySettings } from "./settings";
import { writeFiles } from "./write-file";

export interface Outputs {
  /** Whether a finding is at or above `--fail-on`. */
  readonly failed: boolean;
  /** Which files could not be written, and why. */
  readonly unwritten: readonly string[];
}

/** Writes the report in every form that was requested. A file that cannot be written keeps none of the others from being written. */
export function outputs(result: ReplayResult, title: string, settings: ReplaySettings, io: Io): Outputs {
  const { format, html, junit, failOn } = settings;
  switch (format) {
    case "json":
      io.stdout.write(resultJson(result));
      break;
    case "markdown":
      io.stdout.write(markdownReport(result, { title }));
      break;
    case "terminal":
      io.stdout.painted(
        terminalReport(result, {
          ...terminal(settings, io),
          command: calledAs(io),
          brief: settings.brief,
          title: `Replay against ${title}`,
        }),
      );
  }
  const least = failOn === undefined ? Infinity : findingSeverities.indexOf(failOn);
  const failed = result.findings.some(({ severity }) => findingSeverities.indexOf(severity) >= least);
  const files = [
    [html, () => htmlReport(result, { title })],
    [junit, () => junitReport(junitOfReplay(result, failOn))],
  ] as const;
  return { failed, unwritten: writeFiles(files, io.cwd) };
}

/** Colours on a terminal, unless the call or NO_COLOR says otherwise. */
export function terminal({ colour }: ReplaySettings, { stdout, env }: Io): { colour: boolean; width: number } {
  const { isTTY, columns } = stdout;
  const wanted = isTTY && (env.NO_COLOR ?? "") === "";
  return { colour: colour ?? wanted, width: columns ?? 120 };
}
