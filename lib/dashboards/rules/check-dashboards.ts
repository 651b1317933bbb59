import { type ConfigPlace, type Finding, line, type Path, readJson, type Said } from "../../base";
import { readYaml, YamlError, type YamlPosition } from "../../yaml";
import { readDashboard } from "../read";
import { alertRulesIn, asDashboard, checkAlertRules } from "./alert-rules";
import { jsonText, linesOf, nodeAt } from "./json-text";
import type { Known } from "./known";
import { MOST_BYTES } from "./reading";
import { dashboardRules, type DashboardRuleId, families, ofAlertQueries, queryFamilies } from "./registry";
import { subjectOf } from "./subject";

/** A file with a dashboard or alert rules. */
export interface DashboardFile {
  /** As people read it. */
  readonly name: string;
  readonly text: string;
}

export type DashboardFinding = Finding<DashboardRuleId, ConfigPlace>;

/** A file, and what is wrong or doubtful in it, in the order of the rules. */
export interface CheckedDashboard {
  readonly file: string;
  readonly kind: "dashboard" | "alert rules" | "unknown";
  readonly findings: readonly DashboardFinding[];
}

/** Checks files together: what one links to, another may be. Any text may be given. */
export function checkDashboards(files: readonly DashboardFile[], known?: Known): readonly CheckedDashboard[] {
  const read = files.map((file) => ({ file, ...readFile(file) }));
  const filesByUid = new Map<string, string[]>();
  for (const { file, reading } of read) {
    const uid = reading?.dashboard?.uid;
    if (uid === undefined || uid === "") continue;
    const same = filesByUid.get(uid);
    if (same === undefined) filesByUid.set(uid, [file.name]);
    else same.push(file.name);
  }
  return read.map(({ file, placeOf, problem, reading, value }) => {
    const findings: DashboardFinding[] = [];
    const report = (rule: DashboardRuleId, at: Path, said: Said): void =>
      void findings.push(dashboardRules.finding(rule, placeOf(at), said));
    if (problem !== undefined) {
      report(problem.rule, [], problem);
      return { file: file.name, kind: "unknown", findings };
    }
    const rules = alertRulesIn(value);
    if (reading?.dashboard !== undefined) {
      for (const { at, fix, message } of reading.problems) report("dashboard-shape", at, { message, fix });
      const subject = subjectOf(value, reading.dashboard, { filesByUid, known });
      for (const { check } of families) check(subject, report);
      return { file: file.name, kind: "dashboard", findings };
    }
    if (rules === undefined) {
      for (const { at, fix, kind, message } of reading?.problems ?? [])
        report(kind === "too-large" ? "dashboard-too-large" : "dashboard-not-found", at, { message, fix });
      return { file: file.name, kind: "unknown", findings };
    }
    checkAlertRules(rules, report);
    const { document, placeOf: inFile } = asDashboard(rules);
    const asked = readDashboard(document).dashboard;
    if (asked !== undefined) {
      const subject = subjectOf(document, asked, { filesByUid: new Map(), known });
      for (const { check } of queryFamilies)
        check(subject, (rule, at, said) => {
          if (ofAlertQueries.has(rule)) report(rule, inFile(at), said);
        });
    }
    return { file: file.name, kind: "alert rules", findings };
  });
}

interface ReadFile {
  readonly value: unknown;
  readonly reading?: ReturnType<typeof readDashboard>;
  readonly placeOf: (path: Path) => ConfigPlace;
  readonly problem?: Said & { readonly rule: DashboardRuleId };
}

function readFile({ name, text }: DashboardFile): ReadFile {
  const whole = (path: Path, position?: YamlPosition): ConfigPlace => ({
    kind: "config",
    path,
    file: name,
    ...position,
  });
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES)
    return {
      value: undefined,
      placeOf: whole,
      problem: {
        rule: "dashboard-too-large",
        message: `The file has ${bytes.toLocaleString("en-US")} bytes; at most 1 MiB is read`,
      },
    };
  const json = readJson(text.replace(/^\ufeff/, ""));
  if (json !== undefined) {
    const root = jsonText(text);
    const position = linesOf(text);
    return {
      value: json.value,
      reading: readDashboard(json.value),
      placeOf: (path) => whole(path, position(nodeAt(root, path).start)),
    };
  }
  const notJson = (): ReadFile => {
    const { message, offset } = jsonMistake(text);
    const position = offset === undefined ? undefined : linesOf(text)(offset);
    return {
      value: undefined,
      placeOf: (path) => whole(path, position),
      problem: { rule: "dashboard-json", message },
    };
  };
  try {
    const { place, value } = readYaml(text);
    const plain: unknown = /\.ya?ml$/i.test(name) ? value : undefined;
    if (plain !== undefined)
      return { value: plain, reading: readDashboard(plain), placeOf: (path) => whole(path, place(path, "key")) };
    // YAML reads more than JSON does: a comma too many, a comment.
    return notJson();
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    if (!/\.ya?ml$/i.test(name)) return notJson();
    const message = line`The file cannot be read: ${error.message.split("\n")[0] ?? ""}`;
    return { value: undefined, placeOf: (path) => whole(path, error.at), problem: { rule: "dashboard-json", message } };
  }
}

/** What the JSON parser says, without the beginning of the text that it quotes, and where, if it says so. */
function jsonMistake(text: string): { readonly message: string; readonly offset?: number } {
  try {
    JSON.parse(text);
    return { message: "The file is not JSON" };
  } catch (error) {
    const { message } = error as SyntaxError;
    const [, reason = message] = /^(.*?)(?:, (?:\.\.\.)?".*)?(?: is not valid JSON)?$/s.exec(message) ?? [];
    const [, offset] = / at position (\d+)/.exec(reason) ?? [];
    return {
      message: line`The file is not JSON: ${reason.slice(0, 100)}`,
      ...(offset !== undefined && { offset: Number(offset) }),
    };
  }
}
