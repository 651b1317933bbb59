import type { TerraformMetaArguments, TerraformResourceConfig } from "cdktf";
import { isRecord } from "../../base";
import { literal } from "../aws/tokens";

const metaArguments = ["connection", "count", "dependsOn", "forEach", "lifecycle", "provider", "provisioners"] as const;

/** What cdktf is told of a resource of Grafana's provider. */
export function resourceConfig(type: string, props: TerraformMetaArguments): TerraformResourceConfig {
  const given = metaArguments.filter((name) => props[name] !== undefined);
  return {
    terraformResourceType: type,
    terraformGeneratorMetadata: { providerName: "grafana" },
    ...Object.fromEntries(given.map((name) => [name, props[name]])),
  };
}

/**
 * Props as arguments of Terraform: names with underscores, and texts as Terraform must read them, in which `${` of Grafana's is
 * escaped. Keys of tables, such as labels, are the user's and stay.
 *
 * @param tables names of props that are tables
 */
export function resourceArguments(props: object, tables: readonly string[] = []): Record<string, unknown> {
  return named(props, new Set(tables), new Set<string>(metaArguments));
}

function named(props: object, tables: ReadonlySet<string>, without: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(props)
      .filter(([name, value]) => value !== undefined && !without.has(name))
      .map(([name, value]: [string, unknown]) => [
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        tables.has(name) && isRecord(value)
          ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, argument(entry, tables)]))
          : argument(value, tables),
      ]),
  );
}

const nothing: ReadonlySet<string> = new Set();

function argument(value: unknown, tables: ReadonlySet<string>): unknown {
  if (typeof value === "string") return literal(value);
  if (Array.isArray(value)) return value.map((entry: unknown) => argument(entry, tables));
  return isRecord(value) ? named(value, tables, nothing) : value;
}

/** JSON in a text of Terraform's: `${__value.raw}` of Grafana's stays what it is. Tokens are put in by Terraform. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value);
}
