import { type Finding, findingSeverities, type FindingSeverity, placeText } from "../../base";
import type { ReplayResult } from "..";
import { whyNotText } from "../reasons";

import { visible } from "./visible";

/** What continuous integration shows as a group of tests. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** Passed, unless it failed or was skipped. */
export interface JunitCase {
  readonly name: string;
  readonly seconds?: number;
  readonly failure?: {
    /** One line. */
    readonly message: string;
    /** The whole text. */
    readonly text: string;
  };
  /** Why it was skipped. */
  readonly skipped?: string;
}

/**
 * JUnit's XML, as GitHub, GitLab, Jenkins and others read it.
 *
 * There is no official schema; the elements and attributes are those that https://github.com/testmoapp/junitxml lists as common.
 */
export function junitReport(suites: readonly JunitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sightline replay"${totals(cases)}>`,
    ...suites.map(suiteXml),
    "</testsuites>\n",
  ].join("\n");
}

/**
 * A replay as tests. Suite `alarms`: a case for each alarm, which fails if its address has findings at or above `failOn`, and is
 * skipped if the alarm was not evaluated. Suite `findings`: a failed case for each other finding at or above `failOn`.
 * Findings below it are not shown.
 *
 * @param failOn if undefined, nothing fails
 */
export function junitOfReplay(result: ReplayResult, failOn: FindingSeverity | undefined): JunitSuite[] {
  const floor = failOn === undefined ? Infinity : findingSeverities.indexOf(failOn);
  const failing = result.findings.filter(({ severity }) => findingSeverities.indexOf(severity) >= floor);
  const addresses = new Set(result.alarms.map(({ address }) => address));
  const addressOf = ({ at }: Finding) => (at.kind === "resource" ? at.address : undefined);
  const alarms = result.alarms.map(({ address, name, whyNot }): JunitCase => {
    const [first, ...more] = failing.filter((finding) => addressOf(finding) === address);
    if (first !== undefined) return { name, failure: failureOf([first, ...more]) };
    return whyNot === null ? { name } : { name, skipped: whyNotText(whyNot) };
  });
  const others = failing
    .filter((finding) => !addresses.has(addressOf(finding) ?? ""))
    .map((finding): JunitCase => {
      const name = [finding.rule, placeText(finding.at)].filter((part) => part !== "").join(" ");
      return { name, failure: failureOf([finding]) };
    });
  return [{ name: "alarms", cases: alarms }, ...(others.length > 0 ? [{ name: "findings", cases: others }] : [])];
}

function failureOf(findings: readonly [Finding, ...Finding[]]): NonNullable<JunitCase["failure"]> {
  const [{ message, rule }] = findings;
  return {
    message: `${rule}: ${message}`,
    text: findings
      .map(
        (finding) =>
          `${finding.severity} ${finding.rule} at ${placeText(finding.at) || "the whole"}\n${finding.message}\n${finding.fix}`,
      )
      .join("\n\n"),
  };
}

function suiteXml({ cases, name }: JunitSuite): string {
  const body = cases.map((one) => caseXml(one, name));
  return [`  <testsuite name="${attribute(name)}"${totals(cases)}>`, ...body, "  </testsuite>"].join("\n");
}

function caseXml({ failure, name, seconds = 0, skipped }: JunitCase, suite: string): string {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(suite)}" time="${seconds.toFixed(3)}"`;
  if (failure !== undefined)
    return `${head}>\n      <failure message="${attribute(failure.message)}">${content(failure.text)}</failure>\n    </testcase>`;
  if (skipped !== undefined) return `${head}>\n      <skipped message="${attribute(skipped)}"/>\n    </testcase>`;
  return `${head}/>`;
}

function totals(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const skipped = cases.filter((one) => one.failure === undefined && one.skipped !== undefined).length;
  const seconds = cases.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  return ` tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
}

function attribute(text: string): string {
  return escaped(visible(text)).replaceAll('"', "&quot;");
}

function content(text: string): string {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => escaped(visible(line)))
    .join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
