import { acceptedText, type FindingSeverity } from "../../base";
import { failureOf, type JunitCase, type JunitSuite } from "../../replay/report";
import { isAtLeast } from "./format";
import { type Report, type Reported, subjectOf } from "./reported";

/**
 * Findings as tests: a suite for the configuration and for each stack. A finding at or above `failOn` is a failed case, an accepted one
 * is skipped, with its reason. Findings below it are not shown. What has none is one case that passed.
 *
 * @param sources what was checked, by name
 */
export function junitSuites(
  { accepted, reported }: Report,
  failOn: FindingSeverity,
  sources: readonly string[],
): JunitSuite[] {
  const failing = reported.filter(({ finding }) => isAtLeast(finding.severity, failOn));
  return sources.map((name) => {
    const isOwn = ({ stack }: Reported): boolean => (stack ?? CONFIGURATION) === name;
    const cases = [
      ...failing
        .filter(isOwn)
        .map((one): JunitCase => ({ name: nameOf(one), failure: failureOf([one.finding], one.fault) })),
      ...accepted.filter(isOwn).map((one): JunitCase => ({ name: nameOf(one), skipped: reasonOf(one) })),
    ];
    return { name, cases: cases.length === 0 ? [{ name: `no findings at or above ${failOn}` }] : cases };
  });
}

/** The suite of findings that are not of a stack. */
export const CONFIGURATION = "configuration";

function nameOf(one: Reported): string {
  return [one.finding.rule, subjectOf({ ...one, stack: undefined })].filter((part) => part !== "").join(" ");
}

function reasonOf({ finding: { accepted, severity } }: Reported): string {
  return accepted === undefined ? "accepted" : acceptedText(accepted, severity);
}
