import { databaseMemory, databaseVcpus } from "../../aws";
import type { RecommendedSetting, SettingValue } from "../set";

/** Settings that database instances of RDS and Aurora share. */
export const databaseSettings = {
  memory: { description: "The instance's memory, in bytes." },
  vcpus: { description: "The instance's number of vCPUs." },
  max_connections: { description: "The most connections that the database accepts: its parameter max_connections." },
} as const satisfies Readonly<Record<string, RecommendedSetting>>;

/** What Terraform says of them: the class of the instance. */
export const settingsOfClass = {
  memory: { argument: "instance_class", values: databaseMemory },
  vcpus: { argument: "instance_class", values: databaseVcpus },
} as const satisfies Readonly<Record<string, SettingValue>>;
