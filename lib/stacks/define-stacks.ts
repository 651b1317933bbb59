import type { App } from "cdktf";
import { deployedEnvironments, planEnvironment, type Config, type EnvironmentPlan } from "../config";
import { EnvironmentStack } from "./environment-stack";

export interface DefineStacksOptions {
  /**
   * Names of the environments to define stacks for.
   *
   * @default - all environments that are not abstract
   */
  readonly environments?: readonly string[];

  /**
   * Changes a plan before it becomes a stack, e.g. to deploy every environment to an emulator.
   *
   * @default - plans are not changed
   */
  readonly adapt?: (plan: EnvironmentPlan) => EnvironmentPlan;
}

/**
 * Defines one stack for each environment: `shop-prod` is deployed with `cdktf deploy shop-prod`.
 *
 * @throws {ConfigError} for an environment that does not exist, or that cannot be planned
 */
export function defineStacks(app: App, config: Config, options: DefineStacksOptions = {}): EnvironmentStack[] {
  const names = options.environments ?? deployedEnvironments(config);
  return names.map((name) => {
    const plan = planEnvironment(config, name);
    return new EnvironmentStack(app, options.adapt?.(plan) ?? plan);
  });
}
