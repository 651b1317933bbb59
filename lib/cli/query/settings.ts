import { didYouMean, line, listed, readIsoTime } from "../../base";
import { type Dialect, dialects } from "../../queries";
import { type Arguments, UsageError } from "../command";
import { OptionReader } from "../option-reader";

export interface QuerySettings {
  /** Undefined: list the questions. */
  readonly name: string | undefined;
  readonly environment: string;
  readonly service: string | undefined;

  /** Empty: all. */
  readonly dialects: readonly Dialect[];
  readonly params: Readonly<Record<string, string>>;
  readonly range: { readonly from: string; readonly to: string } | undefined;
  readonly grafana: boolean;
  readonly open: boolean;
  readonly config: string | undefined;
  readonly json: boolean;
}

/** @throws {UsageError} with everything that is wrong */
export function querySettings({ positionals, values }: Arguments): QuerySettings {
  const options = new OptionReader(values);
  const list = options.flag("list");
  options.needValues(["config", "env", "service", "from", "to"]);
  options.need(list ? positionals.length === 0 : positionals.length === 1, "give the name of one question, or --list");
  options.need(options.has("env"), "--env ENV is missing: names of log groups and metrics differ by environment");
  const from = options.parsed("from", "a time in ISO 8601, such as 2026-11-03T19:30:00Z", readIsoTime);
  const to = options.parsed("to", "a time in ISO 8601, such as 2026-11-03T20:00:00Z", readIsoTime);
  options.need(options.has("from") === options.has("to"), "--from and --to belong together");
  if (from !== undefined && to !== undefined) options.need(from < to, "--from is not before --to");
  const ofOne = ["dialect", "param", "from", "to", "grafana", "open"].filter((name) => list && options.has(name));
  for (const name of ofOne) options.problems.push(`--${name} is for one question, not for --list`);
  const chosen = options.texts("dialect").flatMap((each): Dialect[] => {
    const known = dialects.find((dialect) => dialect === each);
    if (known === undefined)
      options.problems.push(
        line`--dialect ${each}: use ${listed(dialects, dialects.length)}.${didYouMean(each, dialects)}`,
      );
    return known === undefined ? [] : [known];
  });
  const params = options.pairs("param", "NAME=VALUE");
  const twice = params.find(([name], index) => params.findIndex(([other]) => other === name) < index);
  if (twice !== undefined) options.problems.push(line`--param ${twice[0]} is given twice`);
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
  const iso = (time: number): string => new Date(time).toISOString();
  return {
    name: list ? undefined : positionals[0],
    environment: options.text("env") ?? "",
    service: options.text("service"),
    dialects: chosen,
    params: Object.fromEntries(params),
    range: from === undefined || to === undefined ? undefined : { from: iso(from), to: iso(to) },
    grafana: options.flag("grafana"),
    open: options.flag("open"),
    config: options.text("config"),
    json: options.flag("json"),
  };
}
