import { accountShape } from "../../aws";
import { line } from "../../base";
import type { TerraformOptions } from "../../terraform";
import { type Arguments, type Io, UsageError } from "../command";
import { OptionReader } from "../option-reader";
import { readTime } from "../replay/settings";
import { hasControls } from "../shell";
import { readTerraformOptions, terraformOptions } from "../terraform-options";

/** Options of `sightline fetch`, for `parseArgs`. */
export const fetchOptions = {
  env: { type: "string" },
  config: { type: "string" },
  template: { type: "string", multiple: true },
  ...terraformOptions,
  from: { type: "string" },
  to: { type: "string" },
  out: { type: "string" },
  "log-group": { type: "string", multiple: true },
  profile: { type: "string", multiple: true },
  "endpoint-url": { type: "string" },
  run: { type: "boolean" },
  resume: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/** The checked options of one call of `sightline fetch`. */
export interface FetchSettings {
  readonly call: Arguments["values"];
  readonly env: string | undefined;
  readonly config: string | undefined;
  readonly templates: readonly string[];
  readonly terraform: TerraformOptions;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The folder of what is fetched. */
  readonly out: string;
  /** Names of log groups, or globs over them; empty: those that alarms read. */
  readonly logGroups: readonly string[];
  readonly access: AwsAccess;
  readonly isRun: boolean;
  readonly isResumed: boolean;
  readonly isJson: boolean;
}

/** How the command line of AWS is to reach AWS. */
export interface AwsAccess {
  /** For accounts without a profile of their own. */
  readonly profile: string | undefined;
  /** Names of profiles by account. */
  readonly profiles: ReadonlyMap<string, string>;
  readonly endpoint: string | undefined;
}

const values = ["env", "config", "template", "region", "account", "workspace", "out", "log-group", "profile"] as const;

/** @throws UsageError with everything that is wrong in the call */
export function fetchSettings({ positionals, values: call }: Arguments, io: Io): FetchSettings {
  const options = new OptionReader(call);
  options.needValues([...values, "endpoint-url"]);
  options.need(positionals.length === 0, line`fetch reads no files: leave out ${positionals.join(" ")}`);
  for (const name of Object.keys(fetchOptions))
    if (options.texts(name).some(hasControls))
      options.problems.push(`--${name}: a value with control characters cannot be part of a script`);
  const templates = options.texts("template");
  const env = options.text("env");
  options.need(
    env !== undefined || templates.length > 0,
    "say what the replay is against: --env ENV in a project, or --template FILE for any Terraform",
  );
  options.need(
    !options.has("config") || env !== undefined,
    "--config needs --env: a template alone says what a replay reads",
  );
  const { from, to } = readWindow(options, io);
  const settings: FetchSettings = {
    call,
    env,
    config: options.text("config"),
    templates,
    terraform: readTerraformOptions(call, options.problems),
    from: from ?? 0,
    to: to ?? 0,
    out: withoutSlash(options.text("out") ?? "inputs"),
    logGroups: options.texts("log-group"),
    access: { ...readProfiles(options), endpoint: readEndpoint(options) },
    isRun: options.flag("run"),
    isResumed: options.flag("resume"),
    isJson: options.flag("json"),
  };
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
  return settings;
}

function readWindow(options: OptionReader, io: Io): { from: number | undefined; to: number | undefined } {
  options.need(options.has("from") && options.has("to"), "--from and --to are needed: the time to replay");
  const [from, to] = [readTime(options, "from"), readTime(options, "to")];
  if (from !== undefined && to !== undefined) options.need(from < to, "--to must be later than --from");
  const now = io.now();
  if (to !== undefined && to > now.getTime())
    options.problems.push(
      line`--to ${options.text("to") ?? ""} is in the future, of which AWS has nothing: it is ${now.toISOString().replace(/\.\d+/, "")}`,
    );
  return { from, to };
}

/** `NAME`, or `111122223333=NAME` for what is in that account. */
function readProfiles(options: OptionReader): Pick<AwsAccess, "profile" | "profiles"> {
  const profiles = new Map<string, string>();
  let profile: string | undefined;
  for (const value of options.texts("profile")) {
    const at = value.indexOf("=");
    const [account, name] = at < 0 ? [undefined, value] : [value.slice(0, at), value.slice(at + 1)];
    if (account !== undefined && (!accountShape.test(account) || name === ""))
      options.problems.push(
        line`--profile ${value}: write --profile NAME, or --profile ACCOUNT=NAME with its 12 digits`,
      );
    else if ((account === undefined ? profile : profiles.get(account)) !== undefined)
      options.problems.push(
        line`--profile ${value}: there is one already${account === undefined ? "" : ` for ${account}`}`,
      );
    else if (account === undefined) profile = name;
    else profiles.set(account, name);
  }
  return { profile, profiles };
}

function readEndpoint(options: OptionReader): string | undefined {
  return options.parsed("endpoint-url", "an address such as http://127.0.0.1:4566", (value) =>
    /^https?:\/\/[^\s/]/.test(value) && URL.canParse(value) ? value : undefined,
  );
}

function withoutSlash(folder: string): string {
  const short = folder.replace(/(?<=.)\/+$/, "");
  return short.startsWith("-") ? `./${short}` : short;
}
