import { createHash } from "node:crypto";
import type { LogInput, MetricsQuery, ReplayInputs } from "../../replay";
import type { Io } from "../command";
import { calledAs } from "../project";
import { replayOptions } from "../replay/options";
import { optionWords, shellWord, wordsOf } from "../shell";
import type { AwsAccess, FetchSettings } from "./settings";

/** What is called, where its answer goes, and the replay that reads it. */
export interface FetchPlan {
  /** Another one for other calls: what a folder has of another plan is not mixed with it. */
  readonly id: string;
  readonly folder: string;
  readonly logsFolder: string;
  /** The file that says whose answers the folder has. */
  readonly idFile: string;
  readonly accounts: readonly AccountCheck[];
  readonly calls: readonly FetchCall[];
  /** `sightline replay ...` */
  readonly replay: string;
  readonly inputs: ReplayInputs;
}

/** One call of the command line of AWS. */
export interface FetchCall {
  readonly kind: "logs" | "metrics";
  /** The log group; undefined: metrics. */
  readonly logGroup: string | undefined;
  /** The first and the last moment that is asked for, in milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** How many metrics are asked for. */
  readonly metrics: number;
  /** Where the answer goes. */
  readonly file: string;
  /** A file that the call reads. */
  readonly query: { readonly file: string; readonly text: string } | undefined;
  /** After `aws`. */
  readonly words: readonly string[];
}

/** The credentials must be those of the account: another one has other metrics under the same names, or none, without an error. */
export interface AccountCheck {
  readonly account: string;
  readonly words: readonly string[];
}

export function fetchPlan(inputs: ReplayInputs, settings: FetchSettings, io: Io): FetchPlan {
  const { access, out } = settings;
  const logsFolder = `${out}/logs`;
  const names = fileNames(inputs.logs.map(({ logGroup }) => logGroup));
  const logs = inputs.logs.map((input, index) => logCall(input, `${logsFolder}/${names[index] ?? ""}`, access));
  const metrics = inputs.metrics.map((query, index) => metricCall(query, `${out}/metrics-${index + 1}`, access));
  const calls = [...logs, ...metrics];
  const accounts = new Set([...inputs.logs, ...inputs.metrics].flatMap(({ account }) => account ?? []));
  const rules = inputs.logs.map(({ logGroup }, index) => `${logGroup}=${names[index] ?? ""}`);
  return {
    id: createHash("sha256")
      .update(JSON.stringify(calls.map(({ query, words }) => [words, query?.text])))
      .digest("hex")
      .slice(0, 16),
    folder: out,
    logsFolder,
    idFile: `${out}/fetch.id`,
    accounts: [...accounts].map((account) => ({
      account,
      words: [
        ...["sts", "get-caller-identity", "--query", "Account"],
        ...placeWords({ account, region: regionIn(inputs, account) }, access),
        ...["--output", "text"],
      ],
    })),
    calls,
    replay: replayCommand(settings, rules, logs.length > 0 ? [logsFolder] : [], metrics, io),
    inputs,
  };
}

/** STS is called in a Region, too. */
function regionIn({ logs, metrics }: ReplayInputs, account: string): string | undefined {
  return [...logs, ...metrics].find((each) => each.account === account)?.region;
}

function logCall({ end, logGroup, start, ...place }: LogInput, file: string, access: AwsAccess): FetchCall {
  const words = [
    ...["logs", "filter-log-events", ...optionWords("log-group-name", logGroup)],
    ...["--start-time", String(start), "--end-time", String(end)],
    ...placeWords(place, access),
    ...["--output", "json"],
  ];
  return { kind: "logs", logGroup, start, end, metrics: 0, file, query: undefined, words };
}

function metricCall({ input, ...place }: MetricsQuery, base: string, access: AwsAccess): FetchCall {
  const query = { file: `${base}.query.json`, text: queryText(input) };
  const words = [
    ...["cloudwatch", "get-metric-data", "--cli-input-json", `file://${query.file}`],
    ...placeWords(place, access),
    ...["--output", "json"],
  ];
  return {
    kind: "metrics",
    logGroup: undefined,
    start: Date.parse(input.StartTime),
    end: Date.parse(input.EndTime),
    metrics: input.MetricDataQueries.length,
    file: `${base}.json`,
    query,
    words,
  };
}

/** JSON with a line for each metric. */
function queryText({ MetricDataQueries: queries, ...rest }: MetricsQuery["input"]): string {
  const lines = queries.map((query) => `    ${JSON.stringify(query)}`).join(",\n");
  const others = Object.entries(rest).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n  "MetricDataQueries": [\n${lines}\n  ],\n${others.join(",\n")}\n}\n`;
}

function placeWords(
  { account, region }: Pick<LogInput, "account" | "region">,
  { endpoint, profile, profiles }: AwsAccess,
): string[] {
  const named = (account === undefined ? undefined : profiles.get(account)) ?? profile;
  return Object.entries({ region, profile: named, "endpoint-url": endpoint }).flatMap(([name, value]) =>
    value === undefined ? [] : optionWords(name, value),
  );
}

/** A file's name for each log group: no two are the same, on file systems either that do not tell upper from lower case. */
function fileNames(logGroups: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return logGroups.map((name) => {
    const base =
      name
        .replace(/[^A-Za-z0-9.]+/g, "-")
        .replace(/^[-.]+|[-.]+$/g, "")
        .slice(0, LONGEST_NAME) || "logs";
    for (let number = 1; ; number++) {
      const file = `${base}${number === 1 ? "" : `-${number}`}.json`;
      if (taken.has(file.toLowerCase())) continue;
      taken.add(file.toLowerCase());
      return file;
    }
  });
}

const LONGEST_NAME = 120;

function replayCommand(
  { call }: FetchSettings,
  rules: readonly string[],
  positionals: readonly string[],
  metrics: readonly FetchCall[],
  io: Io,
): string {
  const { account, config, env, from, region, template, to, var: variables, workspace } = call;
  const values = {
    ...{ template, env, config, var: variables, region, account, workspace, from, to },
    "log-group": [...rules],
    metrics: metrics.map(({ file }) => file),
  };
  return [`${calledAs(io)} replay`, ...wordsOf({ values, positionals }, replayOptions).map(shellWord)].join(" ");
}
