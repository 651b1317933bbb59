/** What collects telemetry where no OTLP comes from: settings in, the texts of the agents' files out. */
export { AgentError, type AgentFault } from "./agent-error";
export { alloyConfiguration } from "./alloy/alloy-configuration";
export type { AlloySettings, AlloySources, AlloyTarget } from "./alloy/settings";
