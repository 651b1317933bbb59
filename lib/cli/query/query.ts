import { line } from "../../base";
import { configFindingText, type EnvironmentPlan, planEnvironment } from "../../config";
import {
  type Ask,
  type Caveat,
  caveatText,
  type Dialect,
  dialectNames,
  dialects,
  exploreLink,
  type LinkRange,
  logsInsightsLink,
  type NotPrinted,
  notPrintedText,
  print,
  type PrintedQuery,
  queryContext,
  traceLink,
  USUAL_RANGE_SECONDS,
} from "../../queries";
import { load, needEnvironment } from "../check/load";
import { type Arguments, ExitCode, type Io, UsageError } from "../command";
import { foundQuestion, type Listed, listedQuestions, paramsOf } from "./find";
import { openLink } from "./open-link";
import { type QuerySettings, querySettings } from "./settings";

/** Prints a question, or lists them. */
export async function runQuery(args: Arguments, io: Io): Promise<number> {
  const settings = querySettings(args);
  const { config, file, findings } = await load(settings.config, io);
  if (config === undefined || file === undefined) throw new UsageError(findings.map(configFindingText).join("\n  "));
  needEnvironment(config, settings.environment, false);
  const plan = planEnvironment(config, settings.environment);
  const { grafana, range } = settings;
  const seconds =
    range === undefined ? USUAL_RANGE_SECONDS : Math.ceil((Date.parse(range.to) - Date.parse(range.from)) / 1000);
  const context = queryContext(plan, {
    times: grafana ? { kind: "grafana" } : { kind: "fixed", rangeSeconds: seconds },
    ...(range === undefined ? {} : { sql: { range } }),
  });
  if (plan.services.some(({ logGroup, name }) => name === settings.service && logGroup === undefined))
    throw new UsageError(line`${settings.service ?? ""} logs nothing, so there are no questions to it`);
  const all = listedQuestions(context, settings.service);
  if (settings.name === undefined) return list(all, settings, io);
  const found = foundQuestion(all, settings.name);
  const ask = found.question.ask(paramsOf(found.question, settings.params));
  const queries: Shown[] = [];
  const notPrinted: NotShown[] = [];
  for (const dialect of settings.dialects.length === 0 ? dialects : settings.dialects) {
    const printed = print(ask, dialect, context);
    if ("notPrinted" in printed) notPrinted.push({ dialect, reason: printed.notPrinted });
    else
      for (const query of printed.queries)
        queries.push({ query, caveats: printed.caveats, link: linkOf(query, ask, plan, range ?? { seconds }) });
  }
  if (settings.json) printJson(found, settings, queries, notPrinted, io);
  else printText(found, settings, queries, notPrinted, io);
  if (settings.open) await open(queries);
  return settings.dialects.length > 0 && notPrinted.length > 0 ? ExitCode.findings : ExitCode.ok;
}

interface Shown {
  readonly query: PrintedQuery;
  readonly caveats: readonly Caveat[];
  readonly link: string | undefined;
}

interface NotShown {
  readonly dialect: Dialect;
  readonly reason: NotPrinted;
}

function list(all: readonly Listed[], { json }: QuerySettings, io: Io): number {
  if (json) {
    const questions = all.map(({ question: { ask: _, services, ...question }, service }) => ({
      service: service ?? null,
      ...question,
      services,
    }));
    io.stdout.data(`${JSON.stringify({ questions }, undefined, 2)}\n`);
    return ExitCode.ok;
  }
  let heading: string | undefined;
  for (const { question, service = "all services" } of all) {
    if (service !== heading) io.stdout.write(`${heading === undefined ? "" : "\n"}${line`${service}`}\n`);
    heading = service;
    const params = Object.entries(question.params).map(([name, param]) =>
      param.default === undefined ? ` ${name}` : ` [${name}]`,
    );
    io.stdout.write(line`  ${question.name}${params.join("")}: ${question.title}\n`);
  }
  return ExitCode.ok;
}

function linkOf(query: PrintedQuery, ask: Ask, plan: EnvironmentPlan, range: LinkRange): string | undefined {
  const { grafana, region } = plan;
  if (query.dialect === "logs-insights") return logsInsightsLink(query, region, range);
  const kind = { logql: "loki", promql: "prometheus", traceql: "tempo" } as const;
  const wanted = query.dialect in kind ? kind[query.dialect as keyof typeof kind] : undefined;
  const source = grafana?.dataSources.find((each) => each.kind === wanted);
  if (grafana?.url !== undefined && source !== undefined && wanted !== undefined)
    return exploreLink(query, { url: grafana.url, datasource: source.uid, type: wanted }, range);
  return query.dialect === "traceql" ? traceLink(ask, region) : undefined;
}

function printText(
  { question, service }: Listed,
  { dialects: chosen }: QuerySettings,
  queries: readonly Shown[],
  notPrinted: readonly NotShown[],
  io: Io,
): void {
  // One chosen dialect is for pipes: nothing but the query.
  const isBare = chosen.length === 1;
  if (!isBare) {
    io.stdout.write(line`${question.title}${service === undefined ? "" : ` (${service})`}\n`);
    io.stdout.write(line`${question.description}\n`);
  }
  for (const { caveats, link, query } of queries) {
    if (isBare) {
      io.stdout.data(`${query.text}\n`);
      if (link !== undefined) io.stderr.write(line`sightline query: ${link}\n`);
      for (const caveat of caveats) io.stderr.write(line`sightline query: ${caveatText(caveat)}\n`);
      continue;
    }
    const { dialect, measure } = query;
    io.stdout.write(line`\n${dialectNames[dialect]}${measure === undefined ? "" : `, ${measure}`}\n`);
    io.stdout.data(`${query.text.replaceAll(/^/gm, "  ")}\n`);
    if (link !== undefined) io.stdout.write(line`  ${link}\n`);
    for (const caveat of caveats) io.stdout.write(line`  Note: ${caveatText(caveat)}.\n`);
  }
  for (const { dialect, reason } of notPrinted) {
    const text = line`not in ${dialectNames[dialect]}: ${notPrintedText(reason, dialect)}\n`;
    if (isBare) io.stderr.write(`sightline query: ${text}`);
    else io.stdout.write(`\n${text.charAt(0).toUpperCase()}${text.slice(1)}`);
  }
}

function printJson(
  { question, service }: Listed,
  { environment }: QuerySettings,
  queries: readonly Shown[],
  notPrinted: readonly NotShown[],
  io: Io,
): void {
  const result = {
    question: question.name,
    title: question.title,
    service: service ?? null,
    environment,
    queries: queries.map(({ caveats, link, query }) => ({ ...query, link: link ?? null, caveats })),
    notPrinted: notPrinted.map(({ dialect, reason }) => ({ dialect, reason, text: notPrintedText(reason, dialect) })),
  };
  io.stdout.data(`${JSON.stringify(result, undefined, 2)}\n`);
}

async function open(queries: readonly Shown[]): Promise<void> {
  const link = queries.find((each) => each.link !== undefined)?.link;
  if (link === undefined)
    throw new UsageError("--open: none of these queries has a console that it could be opened in");
  const problem = await openLink(link);
  if (problem !== undefined) throw new UsageError(`--open: ${problem}`);
}
