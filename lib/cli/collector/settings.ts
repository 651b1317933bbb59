import { line } from "../../base";
import { type CollectorTier, serviceTiers } from "../../collector";
import { type Arguments, UsageError } from "../command";
import { OptionReader } from "../option-reader";

const formats = ["text", "json", "markdown", "junit"] as const;

/** What a call of `collector test` asks for. */
export interface CollectorTestSettings {
  /** Files of one configuration of a collector; with `env`, the project's. */
  readonly config: readonly string[];
  /** The environment whose collectors are tested; undefined: `config`, or what scenarios name. */
  readonly env: string | undefined;
  readonly tier: CollectorTier | undefined;
  /** Files and folders. */
  readonly scenarios: readonly string[];
  readonly collector: string | undefined;
  readonly realWaits: boolean;
  readonly format: (typeof formats)[number];
  /** Percentage; undefined: any. */
  readonly minCoverage: number | undefined;
}

/** @throws UsageError with everything that is wrong with the call */
export function settingsOf({ values, positionals }: Arguments): CollectorTestSettings {
  const options = new OptionReader(values);
  options.needValues(["config", "collector", "env", "scenarios"]);
  const env = options.text("env");
  const tier = options.oneOf("tier", serviceTiers);
  options.need(env !== undefined || tier === undefined, "--tier is one of an environment: give --env, too");
  options.need(
    env === undefined || options.texts("config").length < 2,
    "with --env, --config is the project's configuration: give one",
  );
  const format = options.oneOf("format", formats);
  const isJson = options.flag("json");
  options.need(
    !isJson || format === undefined || format === "json",
    line`give --json or --format ${format ?? ""}, not both`,
  );
  const minCoverage = options.parsed("min-coverage", "a percentage from 0 to 100", (given) =>
    /^\d{1,3}$/.test(given) && Number(given) <= 100 ? Number(given) : undefined,
  );
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
  return {
    config: options.texts("config"),
    env,
    tier,
    scenarios: [...options.texts("scenarios"), ...positionals],
    collector: options.text("collector"),
    realWaits: options.flag("real-waits"),
    format: isJson ? "json" : (format ?? "text"),
    minCoverage,
  };
}
