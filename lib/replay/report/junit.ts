import { visible } from "./visible";

/** What continuous integration shows as a group of tests. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
  /** Shown with the suite, by name. Default: none. */
  readonly properties?: readonly (readonly [name: string, value: string])[];
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
  /** What it printed. */
  readonly output?: string;
}

/**
 * JUnit's XML, as GitHub, GitLab, Jenkins and others read it.
 *
 * There is no official schema; the elements and attributes are those that https://github.com/testmoapp/junitxml lists as common.
 */
export function junitReport(suites: readonly JunitSuite[], name = "sightline replay"): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attribute(name)}"${totals(cases)}>`,
    ...suites.map(suiteXml),
    "</testsuites>\n",
  ].join("\n");
}

function suiteXml({ cases, name, properties = [] }: JunitSuite): string {
  const body = cases.map((one) => caseXml(one, name));
  const known = properties.map(
    ([key, value]) => `      <property name="${attribute(key)}" value="${attribute(value)}"/>`,
  );
  const head = known.length === 0 ? [] : ["    <properties>", ...known, "    </properties>"];
  return [`  <testsuite name="${attribute(name)}"${totals(cases)}>`, ...head, ...body, "  </testsuite>"].join("\n");
}

function caseXml({ failure, name, output, seconds = 0, skipped }: JunitCase, suite: string): string {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(suite)}" time="${seconds.toFixed(3)}"`;
  const inside = [
    ...(failure === undefined
      ? skipped === undefined
        ? []
        : [`<skipped message="${attribute(skipped)}"/>`]
      : [`<failure message="${attribute(failure.message)}">${content(failure.text)}</failure>`]),
    ...(output === undefined ? [] : [`<system-out>${content(output)}</system-out>`]),
  ];
  if (inside.length === 0) return `${head}/>`;
  return [`${head}>`, ...inside.map((element) => `      ${element}`), "    </testcase>"].join("\n");
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
