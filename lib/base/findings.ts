/** Where a finding is, from the root of the value that was checked: `["services", "checkout", "signals", "payment_failures"]`. */
export type Path = readonly (string | number)[];

/** How bad a finding is: an error is refused by AWS or means something else than it says; a warning is a doubt; info is worth knowing. */
export type FindingSeverity = (typeof findingSeverities)[number];

/** All severities of findings, mildest first. */
export const findingSeverities = ["info", "warning", "error"] as const;

/** Something wrong or doubtful in a contract, a configuration or what is built of them. */
export interface Finding {
  /** Stable id of the rule, documented in docs/rules.md. */
  readonly rule: string;

  /** An error is refused by AWS or means something else than it says; a warning is a doubt. */
  readonly severity: FindingSeverity;

  readonly path: Path;

  /** What is wrong, with the value, in a sentence. */
  readonly message: string;

  /** What to write instead. */
  readonly fix: string;
}

/** What is wrong with the template, the logs or a scenario, and how to fix it. */
export interface ReplayFinding {
  /** Stable name, documented in docs/replay.md: `alarm-reaches-nobody`. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  /** Terraform address, or file and line; empty where the finding is about the whole. */
  readonly address: string;
  readonly message: string;
  readonly fix: string;
}

/** `services.checkout.alarms["a b"][0]`: a path as people write it. */
export function pathText(path: Path): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(part)) text += text === "" ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text === "" ? "(root)" : text;
}

/** What stands at a path in a value, or undefined; what is inherited from a prototype does not stand there. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** One finding on two lines: path and message, then the fix. */
export function findingText(finding: Finding): string {
  return `${pathText(finding.path)}: ${finding.message}\n  ${finding.fix}`;
}
