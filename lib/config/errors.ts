import { didYouMean, listed, pathText, type Finding, type Path } from "../base";

/** Where something stands in a file. */
export interface Place {
  /** Path of the file, as it was given. */
  readonly file: string;

  /** From 1; undefined if it is about the file as a whole, or the file is code. */
  readonly line?: number;
  readonly column?: number;
}

/** A finding, and where it stands if the configuration came from a file of data. */
export interface ConfigFinding extends Finding {
  readonly place?: Place;
}

/** A configuration that cannot be used: all findings at once, warnings included. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(readonly findings: readonly ConfigFinding[]) {
    super(findings.map(configFindingText).join("\n"));
  }
}

/** One finding on two lines or more: place and path, message, then the fix. */
export function configFindingText(finding: ConfigFinding): string {
  const { place, path, message, fix, severity } = finding;
  const where =
    place === undefined ? [] : [[place.file, place.line, place.column].filter((part) => part !== undefined).join(":")];
  if (path.length > 0 || place === undefined) where.push(pathText(path));
  return `${where.join(" ")}: ${severity === "warning" ? "warning: " : ""}${message}\n  ${fix}`;
}

/** A finding of severity error. */
export function problem(rule: string, path: Path, message: string, fix: string): Finding {
  return { rule, severity: "error", path, message, fix };
}

/** A finding of severity warning. */
export function doubt(rule: string, path: Path, message: string, fix: string): Finding {
  return { rule, severity: "warning", path, message, fix };
}

/** A name that is not in a table of the configuration: with the nearest that is, and all that are. */
export function unknownName(
  rule: string,
  path: Path,
  what: string,
  name: string,
  there: Iterable<string>,
  where = "",
): Finding {
  const names = [...there];
  const message = `there is no ${what} "${name}"${where}.${didYouMean(name, names)}`;
  return problem(
    rule,
    path,
    message,
    names.length === 0 ? "There is none at all yet." : `Use one of ${listed(names)}.`,
  );
}

export function unknownEnvironment(name: string, there: Iterable<string>, path: Path): Finding {
  return unknownName("environment-unknown", path, "environment", name, there);
}

/** For an environment whose chain of `extends` ends at `broken`: nowhere, or in itself. */
export function brokenInheritance(
  environments: Readonly<Record<string, unknown>>,
  name: string,
  chain: readonly string[],
  broken: string,
): Finding {
  const path = ["environments", chain[0] ?? name, "extends"];
  if (!Object.hasOwn(environments, broken)) {
    const others = Object.keys(environments).filter((other) => other !== path[1]);
    return unknownEnvironment(broken, others, path);
  }
  const circle = [...chain].reverse();
  const round = [...circle.slice(circle.indexOf(broken)), broken].join(" -> ");
  return problem(
    "environment-cycle",
    path,
    `the environment extends itself: ${round}`,
    "Take one `extends` of the circle out.",
  );
}

export function abstractEnvironment(name: string): Finding {
  return problem(
    "environment-abstract",
    ["environments", name, "abstract"],
    `"${name}" is abstract: it is only there to be extended`,
    "Deploy an environment that extends it, or leave `abstract` out.",
  );
}
