import type { Contract } from "../../contract";
import { loadConfig, planEnvironment, deployedEnvironments, ConfigError } from "../../config";
import { didYouMean, listed, line } from "../../base";
import type { ServiceRoute } from "../../records";
import type { Template } from "../../terraform";
import { type Io, UsageError } from "../command";
import { synthesized } from "../project";
import type { ReplaySettings } from "./settings";
import { readTemplate, templateFrom } from "./templates";

/** The stack or template that logs are replayed against. */
export interface ReplaySubject {
  readonly template: Template;
  /** Shown in reports: the stack's name, or the paths of the templates. */
  readonly title: string;
  /** With --env: which service logs to which group, and the contract that its lines must satisfy. */
  readonly services: readonly ServiceRoute[] | undefined;
  readonly contracts: ReadonlyMap<string, Contract> | undefined;
}

/**
 * Reads the template that was named. For an environment, synthesizes the project and takes its stack, so that the stack is that of
 * the current code.
 *
 * @throws UsageError with everything that is wrong
 */
export async function readSubject(
  { env, config, templates, terraform }: ReplaySettings,
  io: Io,
): Promise<ReplaySubject> {
  if (env === undefined) {
    if (templates.length === 0) throw new UsageError("give --template or --env");
    return {
      template: readTemplate(templates, io, terraform),
      title: templates.join(", "),
      services: undefined,
      contracts: undefined,
    };
  }
  const plan = await planOf(env, config, io);
  const groups = plan.services.map(({ name, contract, logGroup }) => ({ name, contract, logGroup: logGroup.name }));
  const own = {
    services: groups.map(({ name, logGroup }) => ({ logGroup, selector: "$.service.name", value: name })),
    contracts: new Map(groups.map(({ logGroup, contract }) => [logGroup, contract])),
  };
  if (templates.length > 0)
    return { ...own, template: readTemplate(templates, io, terraform), title: templates.join(", ") };
  const stacks = await synthesized(io);
  const stack = stacks.find(({ name }) => name === plan.stack);
  if (stack === undefined)
    throw new UsageError(
      line`the project does not synthesize the stack ${plan.stack} of environment ${env}; its stacks: ${listed(stacks.map(({ name }) => name))}`,
    );
  return { ...own, template: templateFrom([stack], io, terraform), title: plan.stack };
}

async function planOf(env: string, path: string | undefined, io: Io) {
  try {
    const { config } = await loadConfig(path, { cwd: io.cwd });
    const deployed = deployedEnvironments(config);
    if (!deployed.includes(env))
      throw new UsageError(
        line`there is no environment "${env}".${didYouMean(env, deployed)} Deployed environments: ${listed(deployed)}`,
      );
    return planEnvironment(config, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new UsageError(`${error.message}\n  Fix the configuration first: sightline check`);
  }
}
