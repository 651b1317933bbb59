import { own } from "../../base";
import { isSequence } from "../hcl/value";
import type { ConfigurationOptions } from "../configuration/read-configuration";
import { partsOfArn, type ProviderPlace } from "../place";
import { valueAt } from "./references";
import type { Expressed, ShownConfiguration } from "./shape";
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
      onlyAllowed(configured?.allowed_account_ids, at) ??
      (role === undefined ? undefined : partsOfArn(role)?.account) ??
      options.account ??
      seen.account,
    defaultTags: null,
  };
}

function textOf(expressed: Expressed | undefined, at: Standpoint): string | undefined {
  const value = valueAt(expressed, at);
  return typeof value === "string" ? value : undefined;
}

function onlyAllowed(expressed: Expressed | undefined, at: Standpoint): string | undefined {
  const allowed = valueAt(expressed, at) ?? null;
  const [only, ...others] = isSequence(allowed) ? allowed.items : [];
  return typeof only === "string" && others.length === 0 ? only : undefined;
}
