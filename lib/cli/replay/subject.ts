import { selectorText } from "../../contract";
import type { EnvironmentPlan, LoadedConfig, ServicePlan } from "../../config";
import type { LineContract } from "../../replay";
import { didYouMean, listed, line } from "../../base";
import type { ServiceRoute } from "../../records";
import type { Template } from "../../terraform";
import { type Io, UsageError } from "../command";
import { type Acceptances, acceptancesOf, noAcceptances } from "../findings/acceptances";
import { type SynthesizedStack, synthesized } from "../project";
import type { ReplaySettings } from "./settings";
import { readTemplate, templateFiles, templateFrom } from "./templates";

/** The stack or template that logs are replayed against. */
export interface ReplaySubject {
  readonly template: Template;
  /** Shown in reports: the stack's name, or the paths of the templates. */
  readonly title: string;
  /** With --env: the name of its stack. */
  readonly stack: string | undefined;
  /** With --env: which service logs to which group, and the contract that its lines must satisfy. */
  readonly services: readonly ServiceRoute[] | undefined;
  readonly contracts: ReadonlyMap<string, readonly LineContract[]> | undefined;
  /** With --env: what is planned for it. */
  readonly plan: EnvironmentPlan | undefined;
  /** Those of the configuration that was read. */
  readonly acceptances: Acceptances;
  readonly environment: string | undefined;
  /** Where to show findings that name no file: the configuration, or the first template. */
  readonly file: string | undefined;
}

/**
 * Reads the template that was named. For an environment, synthesizes the project and takes its stack, so that the stack is that of
 * the current code.
 *
 * @param given what the project synthesizes, if that is known
 * @throws UsageError with everything that is wrong
 */
export async function readSubject(
  { env, config, templates, terraform }: Pick<ReplaySettings, "env" | "config" | "templates" | "terraform">,
  io: Io,
  given?: readonly SynthesizedStack[],
): Promise<ReplaySubject> {
  const [file] = templates.flatMap((each) => templateFiles(each, io.cwd));
  if (env === undefined) {
    if (templates.length === 0) throw new UsageError("give --template or --env");
    return {
      acceptances: config === undefined ? noAcceptances : acceptancesOf(await configAt(config, io)),
      environment: undefined,
      file,
      template: readTemplate(templates, io, terraform),
      title: templates.join(", "),
      stack: undefined,
      services: undefined,
      contracts: undefined,
      plan: undefined,
    };
  }
  const loaded = await configAt(config, io);
  const plan = await planOf(env, loaded);
  const own = {
    acceptances: acceptancesOf(loaded),
    environment: env,
    stack: plan.stack,
    file: file ?? loaded.file,
    services: plan.services.flatMap(({ contract: { line }, logGroup, name }) =>
      logGroup === undefined || line.service === undefined || line.text !== undefined
        ? []
        : [{ logGroup: logGroup.name, selector: selectorText(line.service), value: name }],
    ),
    contracts: contractsOf(plan.services),
    plan,
  };
  if (templates.length > 0)
    return { ...own, template: readTemplate(templates, io, terraform), title: templates.join(", ") };
  const stacks = given ?? (await synthesized(io));
  const stack = stacks.find(({ name }) => name === plan.stack);
  if (stack === undefined)
    throw new UsageError(
      line`the project does not synthesize the stack ${plan.stack} of environment ${env}; its stacks: ${listed(stacks.map(({ name }) => name))}`,
    );
  return { ...own, template: templateFrom([stack], io, terraform), title: plan.stack };
}

/** The contracts of each log group's lines. Services may share a group that others own. */
function contractsOf(services: readonly ServicePlan[]): ReadonlyMap<string, readonly LineContract[]> {
  const groups = new Map<string, LineContract[]>();
  for (const { contract, logGroup } of services) {
    if (logGroup === undefined) continue;
    const where = logGroup.kind === "existing" ? logGroup.where : undefined;
    const lines = { contract, ...(where === undefined ? {} : { where }) };
    groups.set(logGroup.name, [...(groups.get(logGroup.name) ?? []), lines]);
  }
  return groups;
}

// A template is replayed without reading zod, the rules of configurations, or what their plans are made with.
const room = () => import("../../config");

async function planOf(env: string, { config }: LoadedConfig): Promise<EnvironmentPlan> {
  const { deployedEnvironments, planEnvironment } = await room();
  const deployed = deployedEnvironments(config);
  if (!deployed.includes(env))
    throw new UsageError(
      line`there is no environment "${env}".${didYouMean(env, deployed)} Deployed environments: ${listed(deployed)}`,
    );
  return planEnvironment(config, env);
}

/** @throws UsageError for a configuration that cannot be used */
async function configAt(path: string | undefined, io: Io): Promise<LoadedConfig> {
  const { ConfigError, loadConfig } = await room();
  try {
    return await loadConfig(path, { cwd: io.cwd });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UsageError(`${error.message}\n  Fix the configuration first: sightline check`);
  }
}
