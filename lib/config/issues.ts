import { type ShapeIssue, shapeFindings } from "../base";
import { type ConfigFinding, problem } from "./errors";

/** Zod's issues with a value as findings. */
export function issueFindings(issues: readonly ShapeIssue[], value: unknown): readonly ConfigFinding[] {
  return shapeFindings(issues, value).map(({ kind, path, message, fix }) =>
    problem(kind === "empty" ? "wrong-value" : kind, path, message, fix),
  );
}
