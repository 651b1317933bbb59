import { acceptedText } from "../../base";
import type { ReplayResult } from "../../replay";
import type { Io } from "../command";
import { accepting } from "../findings/acceptances";
import { type Report, reportedOf } from "../findings/reported";
import { isWanted } from "../findings/wanted";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";

/** The result with the findings that are wanted: accepted ones are milder, or stand apart and count for nothing. */
export function judgedResult(
  result: ReplayResult,
  { acceptances, environment }: ReplaySubject,
  { only }: ReplaySettings,
  io: Io,
): ReplayResult {
  const { accepted, findings } = accepting(result.findings, acceptances, environment, io);
  const isNoted = acceptances.all.length > 0;
  return {
    ...result,
    findings: findings.filter((one) => isWanted(one, only)),
    ...(isNoted ? { accepted: accepted.filter((one) => isWanted(one, only)) } : {}),
  };
}

/** For reports that show messages alone: why a finding is milder than its rule is part of its message. */
export function withReasons(result: ReplayResult): ReplayResult {
  return {
    ...result,
    findings: result.findings.map((one) =>
      one.accepted === undefined
        ? one
        : { ...one, message: `${one.message} (${acceptedText(one.accepted, one.severity)})` },
    ),
  };
}

/** The findings, for SARIF and for annotations. */
export function reportOfReplay(
  { accepted = [], alarms, findings }: ReplayResult,
  { file, title }: ReplaySubject,
): Report {
  const reported = (all: ReplayResult["findings"]) => reportedOf(all, { alarms, stack: title, file });
  return { reported: reported(findings), accepted: reported(accepted), notes: [] };
}
