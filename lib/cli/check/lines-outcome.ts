import { append, counted, type Finding, line, placeText } from "../../base";
import { presetNames, presets } from "../../contract";
import { mayShow, PresetFit } from "../../infer";
import { LogEvent } from "../../pattern";
import { isUnreadable, type LogProblem, type LogRuleId, logRules, problemFinding } from "../../records";
import { ContractFit, type LinesFit } from "../../replay";
import { type Io, UsageError } from "../command";
import { readLines, unreadableParts } from "../read-lines";
import { findLogs } from "../replay/log-files";
import { contractNamed } from "./contract-named";
import { fileOutcome } from "./file-outcome";
import type { CheckedLines } from "./lines-text";
import type { CheckOutcome } from "./outcome";
import type { CheckSettings } from "./settings";

/** What was found in lines, and which parts of the input could not be read. */
export interface LinesOutcome {
  readonly outcome: CheckOutcome;
  readonly unreadable: readonly string[];
}

/** Share of lines that do not fit from which on they may be those of another program. */
const MANY = 0.05;

/** Findings of one rule on how the input is written, and parts of it that could not be read. */
const MOST_NOTES = 20;
const MOST_UNREADABLE = 100;

/**
 * Holds recorded lines against a contract, which is a preset's or of the configuration.
 *
 * @throws UsageError for a contract that does not exist, files that cannot be found, and an input without any line
 */
export async function linesOutcome(name: string, settings: CheckSettings, io: Io): Promise<LinesOutcome> {
  const { files, problems } = findLogs(settings.logs, io.cwd);
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  const { acceptances, contract } = await contractNamed(name, settings, io);
  const fit = new ContractFit(contract, mayShow);
  const others = new PresetFit(presetNames.map((preset) => presets[preset]));
  const notes = new Notes();
  const unreadable: string[] = [];
  for await (const { problems: met, records } of readLines(files, io)) {
    append(unreadable, unreadableParts(met).slice(0, MOST_UNREADABLE - unreadable.length));
    for (const problem of met) notes.add(problem);
    for (const record of records) {
      const event = new LogEvent(record.text);
      fit.add(event, record);
      others.add(event, record);
    }
  }
  const found = fit.finish();
  if (found.lines === 0)
    throw new UsageError(
      [
        ...unreadable,
        ...notes.findings.map(({ at, message }) => line`${placeText(at)}: ${message}`),
        "there is no line to check in the input",
      ].join("\n  "),
    );
  const checked: CheckedLines = {
    file: `contract ${name}`,
    contract: name,
    fit: found,
    better: better(name, found, others),
    findings: [...found.findings, ...notes.findings],
  };
  const { files: judged, ...outcome } = fileOutcome<CheckedLines>(
    [checked],
    acceptances,
    settings,
    ({ rule }) => rule === "line-outside-contract",
    io,
  );
  return {
    outcome: {
      ...outcome,
      reach: [],
      planned: [],
      collectors: [],
      dashboards: [],
      lines: judged[0],
      against: undefined,
      project: undefined,
    },
    unreadable,
  };
}

/** The preset of the lines, if many of them do not fit the contract and more of them fit it. */
function better(name: string, { described, fitting }: LinesFit, others: PresetFit): CheckedLines["better"] {
  if (described > 0 && described - fitting <= described * MANY) return undefined;
  const best = others.best();
  if (best === undefined || best.contract.name === name || best.fitting <= fitting) return undefined;
  return { preset: best.contract.name, described: best.described, fitting: best.fitting };
}

/** What the input has that is not a line as it should be: the first of each kind, and how many more. */
class Notes {
  readonly #seen = new Map<LogRuleId, { findings: Finding[]; more: number }>();

  add(problem: LogProblem): void {
    // Where lines have their time, and in what form, is nothing to this check.
    if (isUnreadable(problem) || logRules.rules[problem.rule].unread !== true) return;
    const seen = this.#seen.get(problem.rule) ?? { findings: [], more: 0 };
    this.#seen.set(problem.rule, seen);
    if (seen.findings.length < MOST_NOTES) seen.findings.push(problemFinding(problem));
    else seen.more++;
  }

  get findings(): readonly Finding[] {
    return [...this.#seen].flatMap(([rule, { findings, more }]) =>
      more === 0
        ? findings
        : [
            ...findings,
            logRules.finding(rule, { kind: "whole" }, { message: `${counted(more, "more problem")} of this kind` }),
          ],
    );
  }
}
