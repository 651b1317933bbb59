import { own } from "../../base";
import { isSequence } from "../hcl/value";
import type { ConfigurationOptions } from "../configuration/read-configuration";
import { partsOfArn, type ProviderPlace, standInOf } from "../place";
import { valueAt } from "./references";
import type { SeenPlaces } from "./seen-places";
import type { Expressed, ShownConfiguration } from "./shape";
import type { Standpoint } from "./standpoint";

/** Other sources for the place of a provider than its own block. */
interface Surroundings {
  readonly at: Standpoint;
  /** What the resources of each provider tell. */
  readonly seen: SeenPlaces;
  readonly options: Pick<ConfigurationOptions, "region" | "account" | "accounts">;
}

type Providers = NonNullable<ShownConfiguration["provider_config"]>;

/** Where a provider puts its resources, by its key in `provider_config`: `aws`, `aws.eu`, `module.a:aws`. */
export type PlaceOf = (key: string) => ProviderPlace;

/**
 * Where the providers of a plan put their resources. Those with equal credentials are in one account. The command line gives the account
 * of single providers, and so of those that have their credentials.
 */
export function providerPlaces(providers: Providers = {}, { at, options, seen }: Surroundings): PlaceOf {
  const keys = [...new Set([...Object.keys(providers), ...seen.keys()])].filter((key) =>
    /(?:^|:)aws(?:\.|$)/.test(key),
  );
  const credentials = (key: string): string => credentialsOf(own(providers, key)?.expressions, key, at);
  const known = new Map<string, string>();
  for (const key of keys) {
    const account = configuredAccount(own(providers, key)?.expressions, at) ?? seen.get(key)?.account;
    if (account !== undefined && !known.has(credentials(key))) known.set(credentials(key), account);
  }
  const told = new Map<string, string>();
  for (const [key, account] of Object.entries(options.accounts))
    if (!told.has(credentials(key))) told.set(credentials(key), account);
  const [first, ...others] = new Set(keys.map(credentials));
  const isStandard = keys.includes("aws") || others.length > 0;
  const main = isStandard ? credentials("aws") : (first ?? credentials("aws"));
  const accountOf = (key: string): Pick<ProviderPlace, "account" | "standIn"> => {
    const mine = credentials(key);
    const account = configuredAccount(own(providers, key)?.expressions, at) ?? own(options.accounts, key);
    return mine === main
      ? { account: account ?? options.account ?? known.get(mine) ?? told.get(mine) }
      : { account: account ?? known.get(mine) ?? told.get(mine), standIn: standInOf(mine) };
  };
  return (key) => {
    const region = textOf(own(own(providers, key)?.expressions, "region"), at);
    const told = seen.get(key)?.region;
    return {
      // The command line overrides the provider without an alias, and is the default of the others.
      region: key.includes(".") ? (region ?? told ?? options.region) : (options.region ?? region ?? told),
      ...accountOf(key),
      defaultTags: null,
    };
  };
}

/** Arguments of a provider that decide in which account it acts. */
const CREDENTIALS = [
  ...["access_key", "secret_key", "token", "profile", "shared_config_files", "shared_credentials_files"],
  ...["assume_role", "assume_role_with_web_identity", "allowed_account_ids"],
];

/** The credentials of a provider as they are written: equal texts mean one account. */
function credentialsOf(
  configured: Readonly<Record<string, Expressed>> | undefined,
  key: string,
  { module }: Standpoint,
): string {
  const written = CREDENTIALS.flatMap((name) => {
    const expressed = own(configured, name);
    return expressed === undefined ? [] : [[name, expressed] as const];
  });
  if (written.length === 0) return "";
  const text = JSON.stringify(written);
  // A variable of a module, or of another stack, may hold something else.
  const scope = key.includes(":") ? key.slice(0, key.indexOf(":")) : "";
  return text.includes('"references"') ? `${module.among.stack} ${scope} ${text}` : text;
}

/** The only allowed account, otherwise the account of the assumed role. */
function configuredAccount(
  configured: Readonly<Record<string, Expressed>> | undefined,
  at: Standpoint,
): string | undefined {
  const allowed = onlyAllowed(own(configured, "allowed_account_ids"), at);
  if (allowed !== undefined) return allowed;
  const roles = own(configured, "assume_role");
  const block = (Array.isArray(roles) ? roles[0] : roles) as { role_arn?: Expressed } | undefined;
  const role = textOf(block?.role_arn, at);
  return role === undefined ? undefined : partsOfArn(role)?.account;
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
