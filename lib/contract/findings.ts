/** Where a finding is, from the root of the value that was checked: `["services", "checkout", "signals", "payment_failures"]`. */
export type Path = readonly (string | number)[];

/** Something wrong or doubtful in a contract, a configuration or what is built of them. */
export interface Finding {
  /** Stable id of the rule, documented in docs/rules.md. */
  readonly rule: string;

  /** An error is refused by AWS or means something else than it says; a warning is a doubt. */
  readonly severity: "error" | "warning";

  readonly path: Path;

  /** What is wrong, with the value, in a sentence. */
  readonly message: string;

  /** What to write instead. */
  readonly mend: string;
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

/** One finding on two lines: path and message, then the mend. */
export function findingText(finding: Finding): string {
  return `${pathText(finding.path)}: ${finding.message}\n  ${finding.mend}`;
}
