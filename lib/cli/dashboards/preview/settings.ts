import type { LogOptions, RoutingRule } from "../../../records";
import type { TerraformOptions } from "../../../terraform";
import { type Arguments, UsageError } from "../../command";
import { OptionReader } from "../../option-reader";
import { lineOptions } from "../../replay/options";
import { readLogOptions, readRules, readTime } from "../../replay/settings";
import { readTerraformOptions, terraformOptions } from "../../terraform-options";

/** Options of `sightline dashboards --preview`, for `parseArgs`. */
export const previewOptions = {
  diff: { type: "string" },
  logs: { type: "string", multiple: true },
  metrics: { type: "string", multiple: true },
  out: { type: "string" },
  serve: { type: "boolean" },
  env: { type: "string" },
  config: { type: "string" },
  template: { type: "string", multiple: true },
  ...terraformOptions,
  ...lineOptions,
  from: { type: "string" },
  to: { type: "string" },
} as const;

/** What one call of `sightline dashboards --preview` asks for. */
export interface PreviewSettings {
  /** Files, folders and globs of dashboards. */
  readonly dashboards: readonly string[];

  /** What they are compared with: a file or folder, or a revision of git. */
  readonly diff: string | undefined;
  readonly logs: readonly string[];
  readonly metrics: readonly string[];

  /** The folder that the page is written to. */
  readonly out: string;

  /** Serve it instead of writing it. */
  readonly serve: boolean;
  readonly env: string | undefined;
  readonly config: string | undefined;
  readonly templates: readonly string[];
  readonly terraform: TerraformOptions;
  readonly log: LogOptions;
  readonly rules: readonly RoutingRule[];

  /** Milliseconds since 1970. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

const DEFAULT_OUT = "dashboards-preview";

/** @throws UsageError with everything that is wrong in the call */
export function previewSettings({ positionals, values }: Arguments): PreviewSettings {
  const options = new OptionReader(values);
  options.needValues(["diff", "logs", "metrics", "out", "env", "config", "template", "region", "account", "workspace"]);
  const settings: PreviewSettings = {
    dashboards: positionals,
    diff: options.text("diff"),
    logs: options.texts("logs"),
    metrics: options.texts("metrics"),
    out: options.text("out") ?? DEFAULT_OUT,
    serve: options.flag("serve"),
    env: options.text("env"),
    config: options.text("config"),
    templates: options.texts("template"),
    terraform: readTerraformOptions(values, options.problems),
    log: readLogOptions(options),
    rules: readRules(options),
    from: readTime(options, "from"),
    to: readTime(options, "to"),
  };
  const { config, env, from, templates, to } = settings;
  options.need(from === undefined || to === undefined || to > from, "--to must be later than --from");
  options.need(config === undefined || env !== undefined || templates.length > 0, "--config needs --env or --template");
  options.need(!settings.serve || !options.has("out"), "give --out to write the page, or --serve to open it, not both");
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
  return settings;
}
