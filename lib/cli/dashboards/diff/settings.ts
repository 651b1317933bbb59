import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { line } from "../../../base";
import { type Arguments, type Io, UsageError } from "../../command";
import { OptionReader } from "../../option-reader";

/** Options of `sightline dashboards --diff`, for `parseArgs`. */
export const diffOptions = {
  diff: { type: "string" },
  alarms: { type: "string" },
  env: { type: "string" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  color: { type: "boolean" },
  "no-color": { type: "boolean" },
} as const;

/** What is compared with what, and how it is shown. */
export interface DiffSettings {
  readonly compared:
    | { readonly kind: "revision"; readonly revision: string; readonly path: string }
    | { readonly kind: "paths"; readonly before: string; readonly after: string };
  /** Committed Terraform whose alarms are compared, too. */
  readonly alarms: string | undefined;
  readonly format: "text" | "json" | "markdown";
  /** Undefined: on a terminal. */
  readonly colour: boolean | undefined;
}

/** Where `sightline dashboards` writes. */
const FOLDER = "dashboards";

/** @throws UsageError with everything that is wrong in the call */
export function diffSettingsOf({ positionals, values }: Arguments, io: Io): DiffSettings {
  const options = new OptionReader(values);
  const exists = (path: string) => existsSync(resolve(io.cwd, path));
  const [environment, given = "", [path, ...more]] = [options.text("env"), options.text("diff"), positionals];
  options.needValues(["diff", "env", "alarms"]);
  options.need(more.length === 0, line`unexpected argument "${more.join(" ")}"; --diff compares two`);
  options.need(!(options.flag("json") && options.flag("markdown")), "give --json or --markdown, not both");
  options.need(
    environment === undefined || path === undefined,
    line`--env ${environment ?? ""} names the folder that is compared, and so does ${path ?? ""}; keep one of them`,
  );
  const isPaths = path !== undefined && exists(given);
  options.need(
    !isPaths || options.text("alarms") === undefined,
    "--alarms needs a revision to compare with: --diff REV",
  );
  if (path === undefined && exists(given) && /\.json$/i.test(given))
    options.problems.push(line`--diff ${given}: that is a file; give the file to compare it with, too`);
  if (path !== undefined && !exists(path)) options.problems.push(line`${path}: there is no such file or folder`);
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
  return {
    compared: isPaths
      ? { kind: "paths", before: given, after: path }
      : {
          kind: "revision",
          revision: given,
          path: path ?? (environment === undefined ? FOLDER : `${FOLDER}/${environment}`),
        },
    alarms: options.text("alarms"),
    format: options.flag("json") ? "json" : options.flag("markdown") ? "markdown" : "text",
    colour: options.flag("no-color") ? false : options.flag("color") ? true : undefined,
  };
}
