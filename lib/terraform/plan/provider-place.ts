import { own } from "../../base";
import type { ConfigurationOptions } from "../configuration/read-configuration";
import { partsOfArn, type ProviderPlace } from "../place";
import { resolveReference } from "./references";
import { constantOf, referencesOf, type Expressed, type ShownConfiguration } from "./shape";
import type { Standpoint } from "./standpoint";

/** Other sources for the place of a provider than its own block. */
interface Surroundings {
  readonly at: Standpoint;
  /** Derived from the resources of the plan. */
  readonly seen: ProviderPlace;
  readonly options: Pick<ConfigurationOptions, "region" | "account">;
}

/**
 * Where a provider of a plan puts its resources.
 *
 * @param key of `provider_config`: `aws`, `aws.eu`, `module.a:aws`
 * @default key `aws`
 */
export function providerPlace(
  providers: ShownConfiguration["provider_config"],
  key: string | undefined,
  { at, seen, options }: Surroundings,
): ProviderPlace {
  const configured = own(providers, key ?? "aws")?.expressions;
  const isAlias = key?.includes(".") === true;
  const region = textOf(configured?.region, at);
  const roles = configured?.assume_role;
  const role = textOf(
    Array.isArray(roles) ? (roles as readonly { role_arn?: Expressed }[])[0]?.role_arn : undefined,
    at,
  );
  return {
    // The command line overrides the provider without an alias, and is the default of the others.
    region: isAlias ? (region ?? options.region) : (options.region ?? region ?? seen.region),
    account:
      onlyAllowed(configured?.allowed_account_ids) ??
      (role === undefined ? undefined : partsOfArn(role)?.account) ??
      options.account ??
      seen.account,
    defaultTags: null,
  };
}

function textOf(expressed: Expressed | undefined, at: Standpoint): string | undefined {
  const constant = constantOf(expressed)?.value;
  if (constant !== undefined) return typeof constant === "string" ? constant : undefined;
  const [only, ...others] = referencesOf(expressed);
  const value = only === undefined || others.length > 0 ? undefined : resolveReference(only, at);
  return typeof value === "string" ? value : undefined;
}

function onlyAllowed(expressed: Expressed | undefined): string | undefined {
  const allowed: unknown = constantOf(expressed)?.value;
  const [only, ...others] = Array.isArray(allowed) ? (allowed as readonly unknown[]) : [];
  return typeof only === "string" && others.length === 0 ? only : undefined;
}
