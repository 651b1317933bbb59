import { excessOf, textFault, textFaultClause, type TextKind, textRules } from "../aws";
import { excerpt, type Path } from "../base";
import { type ContractFinding, contractRules } from "./rules";
import type { RedactedShape, Redaction } from "./model";

/** Findings on keys and shapes; paths start with `redaction`. */
export function checkRedaction({ keys = [], shapes = [] }: Partial<Redaction> = {}): ContractFinding[] {
  return [
    ...keys.flatMap((key, index) =>
      key.trim() === ""
        ? [finding(["keys", index], "an empty key", "Name the object key whose value must not be logged.")]
        : [],
    ),
    ...shapes.flatMap((shape, index) => shapeFindings(shape, ["shapes", index])),
    ...tooManyFindings(shapes),
  ];
}

function shapeFindings(shape: RedactedShape, path: Path): ContractFinding[] {
  const { managed, name, pattern } = shape;
  return [
    ...textFindings("dataIdentifier", name, [...path, "name"]),
    ...(managed === undefined && pattern === undefined
      ? [
          finding(
            path,
            `"${name}" has neither \`managed\` nor \`pattern\``,
            "Name CloudWatch's managed data identifier, or give a regular expression.",
          ),
        ]
      : []),
    ...(pattern === undefined ? [] : patternFindings(pattern, [...path, "pattern"])),
  ];
}

function patternFindings(pattern: string, path: Path): ContractFinding[] {
  const refused = textFindings("dataIdentifierPattern", pattern, path);
  if (refused.length > 0 || compiles(pattern)) return refused;
  return [
    finding(
      path,
      `the pattern ${excerpt(pattern)} is not a regular expression`,
      "Correct its brackets, braces or quantifiers.",
    ),
  ];
}

function textFindings(kind: TextKind, text: string, path: Path): ContractFinding[] {
  const { form, what } = textRules[kind];
  const fault = textFault(kind, text);
  return fault === undefined
    ? []
    : [finding(path, `the ${what} ${excerpt(text)} ${textFaultClause(fault)}`, `Use ${form}.`)];
}

function tooManyFindings(shapes: readonly RedactedShape[]): ContractFinding[] {
  const excess = excessOf("customIdentifiers", shapes.filter(({ managed }) => managed === undefined).length);
  if (excess === undefined) return [];
  return [
    finding(
      ["shapes"],
      `${excess.count} shapes have no managed identifier`,
      `Use at most ${excess.most}: each is a custom data identifier of the policy.`,
    ),
  ];
}

function finding(path: Path, message: string, fix: string): ContractFinding {
  return contractRules.finding("redaction-shape", { kind: "config", path: ["redaction", ...path] }, { message, fix });
}

function compiles(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
