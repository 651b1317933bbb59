import type { Path } from "../base";
import { type ContractFinding, contractRules } from "./rules";
import type { Redaction } from "./model";

// Source of the limits: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html
const mostCustomIdentifiers = 10;
const longestPattern = 200;
const patternCharacters = /^[A-Za-z0-9_#=@/;, ^$?[\]{}|\\*+.-]+$/;

/** Findings on keys and shapes; paths start with `redaction`. */
export function checkRedaction(redaction: Partial<Redaction> | undefined): ContractFinding[] {
  const findings: ContractFinding[] = [];
  const error = (path: Path, message: string, fix: string): void => {
    const at = { kind: "config", path: ["redaction", ...path] } as const;
    findings.push(contractRules.finding("redaction-shape", at, { message, fix }));
  };
  for (const [index, key] of (redaction?.keys ?? []).entries()) {
    if (key.trim() === "")
      error(["keys", index], "an empty key", "Name the object key whose value must not be logged.");
  }
  const shapes = redaction?.shapes ?? [];
  for (const [index, shape] of shapes.entries()) {
    const at = ["shapes", index];
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(shape.name))
      error(
        [...at, "name"],
        `"${shape.name}" is not a name of a data identifier`,
        "Use 1 to 128 letters, digits, _ and -.",
      );
    if (shape.managed === undefined && shape.pattern === undefined) {
      error(
        at,
        `"${shape.name}" says neither \`managed\` nor \`pattern\``,
        "Name CloudWatch's managed data identifier, or give a regular expression.",
      );
    }
    if (shape.pattern === undefined) continue;
    if (shape.pattern.length > longestPattern)
      error(
        [...at, "pattern"],
        `the pattern has ${shape.pattern.length} characters`,
        `CloudWatch takes at most ${longestPattern}.`,
      );
    if (!patternCharacters.test(shape.pattern)) {
      error(
        [...at, "pattern"],
        `the pattern ${shape.pattern} has characters that CloudWatch's custom data identifiers refuse`,
        "Use letters, digits, blanks and _#=@/;,-^$?[]{}|\\*+. only: no groups.",
      );
    } else if (!compiles(shape.pattern)) {
      error(
        [...at, "pattern"],
        `the pattern ${shape.pattern} is not a regular expression`,
        "Fix its brackets, braces or quantifiers.",
      );
    }
  }
  const custom = shapes.filter((shape) => shape.managed === undefined).length;
  if (custom > mostCustomIdentifiers)
    error(
      ["shapes"],
      `${custom} shapes have no managed identifier`,
      `CloudWatch takes at most ${mostCustomIdentifiers} custom data identifiers in a policy.`,
    );
  return findings;
}

function compiles(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
