import type { z } from "zod";
import { acceptancesSchema } from "./schema/acceptance";
import { contractDefinition } from "./schema/contract";
import { environmentSchema } from "./schema/environment";
import { object, table, text } from "./schema/form";
import { entityName, projectName } from "./schema/names";
import { serviceSchema } from "./schema/service";

/**
 * The only declaration of a configuration's shape, in TypeScript and in YAML. Types, error texts and the JSON
 * Schema are derived from it. What a shape cannot express (references, limits of AWS) is in `rules/`.
 */
export const configSchema = object("a configuration", {
  $schema: text("an address", "Write the address or path of the JSON Schema.")
    .optional()
    .describe("JSON Schema that editors validate a JSON file with. Ignored by Sightline."),
  project: projectName.describe("Name of what is observed; names of resources begin with it."),
  contracts: table("a table of contracts", entityName, contractDefinition)
    .optional()
    .describe("Contracts by name, for services that refer to one. In TypeScript, use defineContract instead."),
  services: table("a table of services", entityName, serviceSchema).describe("Services, by name."),
  environments: table("a table of environments", entityName, environmentSchema).describe(
    "Environments, by name; each is a separate stack.",
  ),
  accept: acceptancesSchema
    .optional()
    .describe("Findings that are known and meant, each with its reason. Default: none."),
});

/** A configuration whose shape was checked, but not its references. */
export type ParsedConfig = z.output<typeof configSchema>;
