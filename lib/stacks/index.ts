/** One cdktf stack for each environment of a configuration. */
export { defineStacks, type DefineStacksOptions } from "./define-stacks";
export { EnvironmentStack } from "./environment-stack";
export { GrafanaStack, type GrafanaStackProps } from "./grafana-stack";
