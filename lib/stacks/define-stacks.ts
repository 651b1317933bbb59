import type { App } from "cdktf";
import { deployedEnvironments, planEnvironment, type Config, type EnvironmentPlan } from "../config";
import { EnvironmentStack } from "./environment-stack";
import { GrafanaStack } from "./grafana-stack";

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

  /**
   * The project's folder, in which dashboards are found.
   *
   * @default - the folder in which the app runs
   */
  readonly project?: string;
}

/**
 * Defines one stack for each environment: `shop-prod` is deployed with `cdktf deploy shop-prod`. An environment with Grafana has another,
 * `shop-prod-grafana`.
 *
 * @returns the stacks of the environments
 * @throws {ConfigError} for an environment that does not exist, or that cannot be planned
 * @throws {BoardError} for CloudWatch dashboards with more than CloudWatch takes
 * @throws {ConstructError} for dashboards that are not there, or that Grafana would refuse
 */
export function defineStacks(app: App, config: Config, options: DefineStacksOptions = {}): EnvironmentStack[] {
  const names = options.environments ?? deployedEnvironments(config);
  return names.map((name) => {
    const plan = planEnvironment(config, name);
    const adapted = options.adapt?.(plan) ?? plan;
    const stack = new EnvironmentStack(app, adapted);
    if (adapted.grafana !== undefined)
      new GrafanaStack(app, { plan: adapted, grafana: adapted.grafana, project: options.project ?? "." });
    return stack;
  });
}
