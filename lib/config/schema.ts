import type { z } from "zod";
import { contractDefinition } from "./schema/contract";
import { environmentSchema } from "./schema/environment";
import { object, table, text } from "./schema/form";
import { entityName, projectName } from "./schema/names";
import { serviceSchema } from "./schema/service";

/**
 * The shape of a configuration, in TypeScript and in YAML: the only declaration of it. Types, error texts and the JSON
 * Schema come from here. What it cannot say (references, limits of AWS) is in `rules/`.
 */
export const configSchema = object("a configuration", {
  $schema: text("an address", "Write the address or path of the JSON Schema.")
    .optional()
    .describe("JSON Schema that editors check a JSON file against. Not read."),
  project: projectName.describe("Name of what is observed; begins every name that is created."),
  contracts: table("a table of contracts", entityName, contractDefinition)
    .optional()
    .describe("Contracts by name, for services that name one. TypeScript uses defineContract instead."),
  services: table("a table of services", entityName, serviceSchema).describe("Services, by name."),
  environments: table("a table of environments", entityName, environmentSchema).describe(
    "Environments, by name; each is a stack of its own.",
  ),
});

/** A configuration as it is written down. */
export type ConfigInput = z.input<typeof configSchema>;

/** One whose shape was checked, its references not. */
export type ParsedConfig = z.output<typeof configSchema>;
