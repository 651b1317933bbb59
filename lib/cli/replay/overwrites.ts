import { line } from "../../base";
import { closeSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import { extname, relative, resolve } from "node:path";
import { UsageError } from "../command";
import { findLogs } from "./log-files";
import type { ReplaySettings } from "./settings";
import { templateFiles } from "./templates";

/** A file that a replay reads. */
export interface ReadFile {
  /** As shown to people. */
  readonly name: string;
  readonly path: string;
  /** `a log` */
  readonly role: string;
}

/** Options that name a file to write, what such a file begins with, and an example of its name. */
const targets = {
  html: { begins: /^\s*<(?:!|html)/i, extensions: [".html", ".htm"], example: "replay.html", kind: "page of HTML" },
  metricsQuery: {
    begins: /^\s*\{\s*"MetricDataQueries"/,
    extensions: [],
    example: "query.json",
    kind: "query for metrics",
  },
  junit: { begins: /^\s*<(?:\?xml|testsuite)/i, extensions: [".xml"], example: "replay.xml", kind: "report for CI" },
  sarif: { begins: /^\s*\{\s*"\$schema"/, extensions: [".sarif"], example: "replay.sarif", kind: "report in SARIF" },
} as const;

/** The input files that a call names. Those that scenarios name are known once the scenarios are read. */
export function filesRead({ templates, metrics, config, logs }: ReplaySettings, cwd: string): ReadFile[] {
  const named = (name: string, role: string): ReadFile => ({ name, path: resolve(cwd, name), role });
  return [
    ...templatesRead(templates, cwd),
    ...metrics.map((name) => named(name, "a file of --metrics")),
    ...(config === undefined ? [] : [named(config, "the configuration")]),
    ...findLogs(logs, cwd).files.flatMap(({ name, path }) =>
      path === undefined ? [] : [{ name, path, role: "a log" }],
    ),
  ];
}

export function templatesRead(given: readonly string[], cwd: string): ReadFile[] {
  return given.flatMap((each) =>
    templateFiles(each, cwd).map((path) => ({ name: relative(cwd, path), path, role: "a template" })),
  );
}

type Targets = Readonly<Record<keyof typeof targets, string | undefined>>;

/**
 * Refuses to overwrite an input, or another file that is not a report: in `--html a.log b.log`, the name of the report is missing.
 *
 * @param reads gives the inputs; called only if a file to be written exists
 * @throws UsageError with everything that would be overwritten
 */
export function needNothingOverwritten(
  { html, junit, metricsQuery, sarif }: Targets,
  cwd: string,
  reads: () => Iterable<ReadFile>,
): void {
  const written = Object.entries({ html, junit, metricsQuery, sarif } satisfies Targets).flatMap(([name, file]) => {
    const path = file === undefined || file === "" ? undefined : existingFile(resolve(cwd, file));
    return file === undefined || path === undefined ? [] : [{ name: name as keyof typeof targets, file, path }];
  });
  if (written.length === 0) return;
  const read = new Map<string, ReadFile>();
  for (const each of reads()) {
    const path = existingFile(each.path);
    if (path !== undefined && !read.has(path)) read.set(path, each);
  }
  const problems = written.flatMap(({ name, file, path }) => {
    const { example, kind } = targets[name];
    const known = read.get(path);
    if (known !== undefined)
      return [
        line`--${option(name)} ${file} would overwrite ${known.name}, ${known.role} that is read\n  Write the report to another file, such as --${option(name)} ${example}`,
      ];
    return isReport(path, name)
      ? []
      : [
          line`--${option(name)} ${file} would overwrite a file that is not a ${kind}\n  Write the report to another file, such as --${option(name)} ${example}, or remove ${file}`,
        ];
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}

/** How a call names a target. */
function option(name: keyof typeof targets): string {
  return name === "metricsQuery" ? "metrics-query" : name;
}

/** The real path of a file; undefined if there is none, and for folders and devices. */
function existingFile(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? realpathSync(path) : undefined;
  } catch {
    // Reading or writing it reports why.
    return undefined;
  }
}

const BEGINNING = 256;

/** Whether a file may be the report of an earlier run, by its name or its beginning. */
function isReport(path: string, name: keyof typeof targets): boolean {
  const { begins, extensions } = targets[name];
  if ((extensions as readonly string[]).includes(extname(path).toLowerCase())) return true;
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const bytes = Buffer.alloc(BEGINNING);
    const head = bytes.subarray(0, readSync(file, bytes)).toString("latin1");
    return head.trim() === "" || begins.test(head);
  } catch {
    // A file that cannot be read is not one of our reports.
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
