import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Finding, line, listed } from "../../base";
import { type Config, defaultFiles, deployedEnvironments, planEnvironment } from "../../config";
import { changesBetween } from "../../replay";
import { type BehaviourChanges, newFindings } from "../../replay/report";
import type { StackChanges } from "../against/changes-text";
import { type Revision, revisionOf } from "../against/git";
import { stacksAt } from "../against/revision-templates";
import { load, type Loaded, needEnvironment } from "../check/load";
import { followedStack } from "../check/project-outcome";
import { reachabilityIn } from "../check/reachability";
import { type Io, UsageError } from "../command";
import { accepting } from "../findings/acceptances";
import { type SynthesizedStack, synthesized, terraformOf } from "../project";
import { beforeTemplate } from "../replay/before";
import { type ComparedScenario, compareScenario } from "../replay/compare-scenarios";
import { behaviourOf } from "../replay/compare-replays";
import { findLogs } from "../replay/log-files";
import { readScenarios, scenarioFiles } from "../replay/scenario-files";
import type { ReplaySettings } from "../replay/settings";
import { readSubject } from "../replay/subject";
import { templateFrom } from "../replay/templates";
import { dashboardFiles, type DashboardFiles } from "./dashboard-files";
import { type ReviewedDashboard, reviewedDashboards } from "./dashboards";
import { type OwnFindings, ownFindings, ownFindingsAt } from "./own-findings";
import { type ReviewedQueries, reviewedQueries } from "./queries";
import { noChanges, type ResourceChanges, resourceChanges } from "./resources";

/** What a pull request changes, for its reviewers. */
export interface Review {
  readonly base: string;
  /** Whether the environments synthesize to what they did. */
  readonly stacks: readonly ReviewedStack[];
  /** What the next apply of Grafana's stacks does. */
  readonly grafana: readonly Pick<ReviewedStack, "stack" | "environment" | "resources">[];
  /** Findings of the configuration, of collectors and of dashboards that the base does not have. */
  readonly findings: readonly OwnFindings[];
  readonly dashboards: readonly ReviewedDashboard[];
  /** Null: nothing was replayed. */
  readonly logs: { readonly stack: string; readonly changes: BehaviourChanges } | null;
  readonly scenarios: readonly ComparedScenario[];
  /** What alarms that changed are about, in Logs Insights. */
  readonly queries: ReviewedQueries;
  /** What could not be compared, and why, in sentences. */
  readonly notCompared: readonly string[];
  /** Files that could not be read to their end, and scenarios that could not be run. */
  readonly problems: readonly string[];
}

/** A stack of the project. */
export interface ReviewedStack extends StackChanges {
  readonly environment: string;
  readonly resources: ResourceChanges;
  /** Findings that the base does not have. */
  readonly findings: readonly Finding[];
}

export interface ReviewSettings {
  readonly base: string;
  readonly env: string | undefined;
  readonly logs: readonly string[];
  readonly scenarios: readonly string[];
  /** Those of the replays. */
  readonly replay: (env: string) => Promise<ReplaySettings>;
}

/** Compares the project with a revision. @throws UsageError for what cannot be compared */
export async function reviewOf(settings: ReviewSettings, io: Io): Promise<Review> {
  const revision = revisionOf(settings.base, line`--base ${settings.base}:`, io);
  needProject(io);
  const loaded = await load(undefined, io);
  const { config } = loaded;
  if (config === undefined)
    throw new UsageError("the configuration has errors\n  Fix the configuration first: sightline check");
  const environments = environmentsOf(config, settings);
  const followed = environments.map((environment) => followedStack(config, environment));
  const after = await synthesized(io);
  const names = followed.map(({ name }) => name);
  const grafana = grafanaStacks(config, environments);
  const before = await stacksAt(
    revision,
    names,
    io,
    grafana.map(({ name }) => name),
  );
  const reached = {
    is: reachabilityIn(after, followed, loaded.file, undefined, io),
    was: reachabilityIn(
      before,
      followed.filter(({ name }) => before.some((stack) => stack.name === name)),
      undefined,
      undefined,
      io,
    ),
  };
  const stacks = followed.map(({ environment, name }): ReviewedStack => {
    const [was, is] = [before.find((each) => each.name === name), after.find((each) => each.name === name)];
    if (is === undefined) throw new Error(`${name} was synthesized`);
    const findings = (all: typeof reached.is): readonly Finding[] =>
      all.find(({ stack }) => stack === name)?.findings ?? [];
    const own = accepting(
      newFindings(findings(reached.is), findings(reached.was)),
      loaded.acceptances,
      environment,
      io,
    );
    return { stack: name, environment, ...changesOf(was, is, io), findings: own.findings };
  });
  const ofGrafana = grafana.flatMap(({ environment, name }): Review["grafana"][number][] => {
    const [was, is] = [before.find((each) => each.name === name), after.find((each) => each.name === name)];
    if (is === undefined || was === undefined) return [];
    return [{ stack: name, environment, resources: changesOf(was, is, io).resources }];
  });
  const boards = dashboardFiles(io);
  const own = await newOwnFindings({ ...loaded, config }, boards, revision, settings.env, io);
  const replays = await replayed(settings, environments, revision, { before, after }, io);
  const unseen = grafana.filter(({ name }) => !ofGrafana.some(({ stack }) => stack === name));
  return {
    base: settings.base,
    stacks,
    grafana: ofGrafana,
    findings: own.findings,
    notCompared: [
      ...own.notCompared,
      ...(unseen.length === 0
        ? []
        : [line`resources of ${listed(unseen.map(({ name }) => name))}: ${revision.name} has no golden of it`]),
    ],
    dashboards: reviewedDashboards(revision, boards, io),
    queries: reviewedQueries(
      config,
      stacks.flatMap(({ changes, environment, stack }) => {
        const is = after.find(({ name }) => name === stack);
        return changes === null || is === undefined
          ? []
          : [{ environment, changes: changes.changes, template: templateFrom([is], io, {}) }];
      }),
    ),
    ...replays,
    problems: [...boards.problems, ...replays.problems],
  };
}

function needProject({ cwd }: Io): void {
  if (defaultFiles.some((name) => existsSync(resolve(cwd, name)))) return;
  throw new UsageError(
    line`no configuration in ${cwd}: none of ${listed(defaultFiles)}\n  A review compares projects of Sightline, in the folder of their configuration. Compare plans of other Terraform:\n  sightline check --template plan.json --against old-plan.json, sightline replay --template plan.json --against old-plan.json LOG...`,
  );
}

function environmentsOf(config: Config, { env }: ReviewSettings): readonly string[] {
  if (env === undefined) return deployedEnvironments(config);
  needEnvironment(config, env, false);
  return [env];
}

function changesOf(was: SynthesizedStack | undefined, is: SynthesizedStack, io: Io) {
  if (was === undefined) return { changes: null, resources: noChanges };
  const template = templateFrom([is], io, {});
  return {
    changes: changesBetween(templateFrom([was], io, {}), template),
    resources: resourceChanges(terraformOf(was), terraformOf(is), template.moved),
  };
}

/** The stacks of Grafana, whose resources may be replaced, too. */
function grafanaStacks(
  config: Config,
  environments: readonly string[],
): { readonly name: string; readonly environment: string }[] {
  return environments.flatMap((environment) => {
    const { grafana } = planEnvironment(config, environment);
    return grafana === undefined ? [] : [{ name: grafana.stack, environment }];
  });
}

async function newOwnFindings(
  loaded: Loaded & { readonly config: Config },
  boards: DashboardFiles,
  revision: Revision,
  env: string | undefined,
  io: Io,
): Promise<Pick<Review, "findings" | "notCompared">> {
  const before = await ownFindingsAt(revision, env, io);
  if (typeof before === "string")
    return {
      findings: [],
      notCompared: [line`findings of the configuration, its collectors and dashboards: at ${revision.name}, ${before}`],
    };
  const found = ownFindings(loaded, env, boards).flatMap((each): OwnFindings[] => {
    const was = before.find(({ kind, source }) => kind === each.kind && source === each.source);
    const come = newFindings(each.findings, was?.findings ?? []);
    const { findings } = accepting(come, loaded.acceptances, each.environment ?? env, io);
    return findings.length === 0 ? [] : [{ ...each, findings }];
  });
  return { findings: found, notCompared: [] };
}

/** What logs and scenarios show of the change, in one environment. */
async function replayed(
  { env, logs, replay, scenarios: given }: ReviewSettings,
  environments: readonly string[],
  revision: Revision,
  stacks: { readonly before: readonly SynthesizedStack[]; readonly after: readonly SynthesizedStack[] },
  io: Io,
): Promise<Pick<Review, "logs" | "scenarios" | "problems">> {
  if (logs.length + given.length === 0) return { logs: null, scenarios: [], problems: [] };
  const environment = env ?? (environments.includes("prod") ? "prod" : environments.at(-1));
  if (environment === undefined) throw new UsageError("there is no environment to replay in");
  const settings = await replay(environment);
  const subject = await readSubject(settings, io, stacks.after);
  const was = stacks.before.find(({ name }) => name === subject.stack);
  if (was === undefined)
    throw new UsageError(
      line`${revision.name} has no stack ${subject.title}, so nothing can be replayed against it\n  Leave out --logs and --scenarios, or name an environment that it has with --env`,
    );
  const before = beforeTemplate(templateFrom([was], io, {}), subject.template);
  const { files, problems } = findLogs(logs, io.cwd);
  const ofLogs = files.length === 0 ? undefined : await behaviourOf(before, subject, files, settings, io);
  const read = readScenarios(new Set(given.flatMap((each) => scenarioFiles(each, io.cwd))), given, io.cwd);
  const scenarios: ComparedScenario[] = [];
  for (const scenario of read.scenarios) scenarios.push(await compareScenario(scenario, subject, before, settings, io));
  return {
    logs: ofLogs === undefined ? null : { stack: subject.title, changes: ofLogs.changes },
    scenarios,
    problems: [
      ...problems,
      ...(ofLogs?.unreadable ?? []),
      ...read.problems,
      ...scenarios.flatMap(({ unreadable }) => unreadable),
    ],
  };
}
