import { least } from "./lists";
import { type ShapeExpectation, readExpectation, readObjection } from "./expectation";
import { isRecord } from "./json";
import { type Path, valueAt } from "./place";
import { didYouMean, nearest } from "./suggest";
import { showValue } from "./show-value";

/** An issue that a schema has with a value; zod's issues have this shape. */
export interface ShapeIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  /** An expectation or an objection, or the library's message. */
  readonly message: string;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[] | undefined;
  /** Of `invalid_union`: the issues of each branch. */
  readonly errors?: readonly (readonly ShapeIssue[])[] | undefined;
  readonly discriminator?: string | undefined;
  /** Of `invalid_key`. */
  readonly issues?: readonly ShapeIssue[] | undefined;
}

/** What is wrong with a part of a value, before it becomes a finding of a rule. */
export interface ShapeFinding {
  readonly kind: "unknown-key" | "missing-key" | "wrong-name" | "wrong-value" | "empty";
  readonly path: Path;
  readonly message: string;
  readonly fix: string;

  /** Of `unknown-key`: the key that was probably meant. */
  readonly near?: string | undefined;
}

/** A schema's issues with a value as findings, one per place: with the value, what is expected there, and how to write it. */
export function shapeFindings(issues: readonly ShapeIssue[], value: unknown): readonly ShapeFinding[] {
  const findings = new Map<string, ShapeFinding>();
  for (const finding of issues.flatMap((issue) => findingsOf(issue, value, []))) {
    const key = JSON.stringify(finding.path);
    if (!findings.has(key)) findings.set(key, finding);
  }
  return [...findings.values()];
}

function problem(kind: ShapeFinding["kind"], path: Path, message: string, fix: string): ShapeFinding {
  return { kind, path, message, fix };
}

function findingsOf(issue: ShapeIssue, root: unknown, at: Path): ShapeFinding[] {
  const path: Path = [...at, ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part))];
  const objection = readObjection(issue.message);
  if (objection !== undefined) return [problem(objection.kind, path, objection.message, objection.fix)];
  const { noun, fix, among = [], hidden = false } = readExpectation(issue.message) ?? usual(issue);
  const value = valueAt(root, path);
  const shown = hidden && typeof value === "string" ? "this text" : showValue(value);
  switch (issue.code) {
    case "unrecognized_keys":
      return (issue.keys ?? []).map((key) => ({
        ...problem("unknown-key", [...path, key], `"${key}" is not a key of ${noun}.${didYouMean(key, among)}`, fix),
        near: nearest(key, among),
      }));
    case "invalid_key": {
      const inner = (issue.issues ?? [])
        .map((each) => readExpectation(each.message))
        .find((words) => words !== undefined);
      return [
        problem("wrong-name", path, `${showValue(path.at(-1))} is not ${inner?.noun ?? noun}`, inner?.fix ?? fix),
      ];
    }
    case "invalid_union": {
      if (issue.discriminator !== undefined) return [typeFinding(path, root, { noun, among })];
      const meant = meantBranch(issue.errors ?? [], value);
      if (meant !== undefined) return meant.flatMap((each) => findingsOf(each, root, path));
      break;
    }
    default:
  }
  if (value === undefined) return [problem("missing-key", path, `missing: ${noun}`, fix)];
  return [
    problem(
      "wrong-value",
      path,
      `${shown} is not ${noun}${typeof value === "string" ? didYou(value, among) : ""}`,
      fix,
    ),
  ];
}

function didYou(value: string, among: readonly string[]): string {
  const suggestion = didYouMean(value, among);
  return suggestion === "" ? "" : `.${suggestion}`;
}

function typeFinding(
  path: Path,
  root: unknown,
  { noun, among }: { noun: string; among: readonly string[] },
): ShapeFinding {
  const value = valueAt(root, path);
  const kind = noun.replace(/^an? /, "");
  const fix = `Use one of ${among.join(", ")}.`;
  if (value === undefined) {
    const key = path.at(-1);
    const holder = valueAt(root, path.slice(0, -1));
    const meant = Object.keys(isRecord(holder) ? holder : {}).find(
      (name) => nearest(name, [String(key)]) !== undefined,
    );
    return meant === undefined
      ? problem("missing-key", path, `missing: the type of ${kind}`, fix)
      : {
          ...problem(
            "unknown-key",
            [...path.slice(0, -1), meant],
            `"${meant}" is not a key of ${noun}. Did you mean "${key}"?`,
            fix,
          ),
          near: String(key),
        };
  }
  const suggestion = typeof value === "string" ? didYou(value, among) : "";
  return problem("wrong-value", path, `${showValue(value)} is not a type of ${kind}${suggestion}`, fix);
}

/**
 * The branch of a union that was probably meant: the one whose keys fit best. Undefined if no branch has the value's kind, or
 * several fit equally well.
 */
function meantBranch(branches: readonly (readonly ShapeIssue[])[], value: unknown): readonly ShapeIssue[] | undefined {
  const costs = branches.map((issues) => costOf(issues, value));
  const lowest = least(costs);
  if (lowest >= wrongKind || costs.filter((each) => each === lowest).length > 1) return undefined;
  return branches[costs.indexOf(lowest)];
}

const wrongKind = 1000;

function costOf(issues: readonly ShapeIssue[], value: unknown): number {
  return issues.reduce((sum, issue) => sum + cost(issue, value), 0);
}

function cost(issue: ShapeIssue, value: unknown): number {
  const [key] = issue.path;
  // A union in a union costs what the best of its branches does.
  if (key === undefined && issue.code === "invalid_union" && (issue.errors ?? []).length > 0)
    return least((issue.errors ?? []).map((issues) => costOf(issues, value)));
  if (key !== undefined) return issue.path.length === 1 && valueAt(value, [String(key)]) === undefined ? 5 : 1;
  if (issue.code === "unrecognized_keys") {
    const { among = [] } = readExpectation(issue.message) ?? {};
    // One that is near to another key is probably a misspelling of that.
    return (issue.keys ?? []).reduce((sum, each) => sum + (nearest(each, among) === undefined ? 10 : 3), 0);
  }
  // A value with the wrong form or beyond a limit is still of the right kind.
  return ["invalid_format", "too_small", "too_big", "custom"].includes(issue.code) ? 1 : wrongKind;
}

// Only for issues with the library's message, such as a value that is not a number at all.
function usual(issue: ShapeIssue): ShapeExpectation {
  return { noun: "what belongs here", fix: `${issue.message}.` };
}
