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
import { writeWhole } from "./write-file";

/** Writes the report in every form that was requested; returns whether a finding is at or above `--fail-on`. */
export function outputs(result: ReplayResult, title: string, settings: ReplaySettings, io: Io): boolean {
  const { format, html, junit, failOn } = settings;
  if (html !== undefined) writeWhole(html, htmlReport(result, { title }), io.cwd);
  if (junit !== undefined) writeWhole(junit, junitReport(junitOfReplay(result, failOn)), io.cwd);
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
  return result.findings.some(({ severity }) => findingSeverities.indexOf(severity) >= least);
}

/** Colours on a terminal, unless the call or NO_COLOR says otherwise. */
export function terminal({ colour }: ReplaySettings, { stdout, env }: Io): { colour: boolean; width: number } {
  const { isTTY, columns } = stdout;
  const wanted = isTTY && (env.NO_COLOR ?? "") === "";
  return { colour: colour ?? wanted, width: columns ?? 120 };
}
