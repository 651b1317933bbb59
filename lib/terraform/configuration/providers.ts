import { own as ownOf } from "../../base";
import { isMapping, isSequence, toJson, unknownIn, type Value } from "../hcl/value";
import { partsOfArn, type ProviderPlace, standInOf } from "../place";
import { type Body, bodyOf, literalText, type Member, type ModuleSource, writtenText } from "./source";
import type { World } from "./world";

/** Places by provider: `aws`, `aws.us_east`. */
export type Places = ReadonlyMap<string, ProviderPlace>;

type Evaluate = (member: Member) => Value;

const NOWHERE: ProviderPlace = { region: undefined, account: undefined, defaultTags: null };

/** The places of resources, from a module's provider blocks and from the providers passed to it. */
export const placeOf = {
  /** A module's providers: those passed to it, overridden by its own. */
  all(source: ModuleSource, passed: Places, evaluate: Evaluate, world: World): Places {
    const places = new Map(passed);
    // Only the root module has no providers that are passed to it.
    const given = (body: Body): string | undefined =>
      passed.size === 0 ? ownOf(world.accounts, keyOf("aws", body)) : undefined;
    const accounts = accountsOf(source, evaluate, { world, given });
    for (const { name, body } of source.providers) {
      const alias = literalText(body.get("alias"));
      const own = (argument: string): Value => {
        const member = body.get(argument);
        return member === undefined ? null : evaluate(member);
      };
      const region = textIn(own("region"));
      const tags = blockIn(own("default_tags"));
      // The command line overrides the provider without an alias, and is the default of the others.
      const place: ProviderPlace = {
        region: alias === undefined ? (world.region ?? region) : (region ?? world.region),
        ...accounts(body),
        defaultTags: tags?.get("tags") ?? null,
      };
      places.set(keyOf(name, body), place);
    }
    if (!places.has("aws")) places.set("aws", { ...NOWHERE, region: world.region, account: world.account });
    return places;
  },

  /** The place of a resource: its provider by name, or the one of its type. */
  resource(places: Places, type: string, provider: Member | undefined): ProviderPlace {
    const key = providerKey(literalText(provider)) ?? type.slice(0, Math.max(0, type.indexOf("_")));
    return places.get(key) ?? placeOf.standard(places);
  },

  /** What a called module has: the providers without alias, and those that its block passes. */
  passed(places: Places, providers: Member | undefined): Places {
    const inherited = [...places].filter(([key]) => !key.includes("."));
    const given = providers === undefined ? [] : [...bodyOf(providers)];
    const renamed = given.flatMap(([key, member]) => {
      const place = places.get(providerKey(literalText(member)) ?? key);
      return place === undefined ? [] : [[key, place] as const];
    });
    return new Map([...inherited, ...renamed]);
  },

  standard(places: Places): ProviderPlace {
    return places.get("aws") ?? NOWHERE;
  },
};

/** The keys of a module's AWS providers: `aws`, `aws.us_east`. */
export function providersIn({ providers }: ModuleSource): ReadonlySet<string> {
  return new Set(providers.flatMap(({ name, body }) => (name === "aws" ? [keyOf(name, body)] : [])));
}

function keyOf(name: string, body: Body): string {
  const alias = literalText(body.get("alias"));
  return alias === undefined ? name : `${name}.${alias}`;
}

/** Arguments of a provider that decide in which account it acts. */
const CREDENTIALS = [
  ...["access_key", "secret_key", "token", "profile", "shared_config_files", "shared_credentials_files"],
  ...["assume_role", "assume_role_with_web_identity", "allowed_account_ids"],
];

/**
 * The account of each provider of a module. Providers with equal credentials are in one account; the command line gives the account of
 * single providers, and so of those that have their credentials.
 */
function accountsOf(
  source: ModuleSource,
  evaluate: Evaluate,
  { given, world }: { readonly given: (body: Body) => string | undefined; readonly world: World },
) {
  const aws = source.providers.filter(({ name }) => name === "aws");
  const credentials = (body: Body): string =>
    JSON.stringify(
      CREDENTIALS.flatMap((name) => {
        const member = body.get(name);
        if (member === undefined) return [];
        const value = evaluate(member);
        return [[name, unknownIn(value) === undefined ? toJson(value) : `${world.stack} ${writtenText(member.node)}`]];
      }),
    );
  const known = new Map<string, string>();
  for (const { body } of aws) {
    const own = (name: string): Value => {
      const member = body.get(name);
      return member === undefined ? null : evaluate(member);
    };
    const account = accountIn(own("allowed_account_ids"), own("assume_role"));
    if (account !== undefined) known.set(credentials(body), account);
  }
  const told = new Map<string, string>();
  for (const { body } of aws) {
    const account = given(body);
    if (account !== undefined && !told.has(credentials(body))) told.set(credentials(body), account);
  }
  const [first, ...others] = new Set(aws.map(({ body }) => credentials(body)));
  const standard = aws.find(({ body }) => !body.has("alias"));
  const main = standard === undefined ? (others.length === 0 ? first : NO_CREDENTIALS) : credentials(standard.body);
  return (body: Body): Pick<ProviderPlace, "account" | "standIn"> => {
    const own = credentials(body);
    const account = known.get(own) ?? given(body);
    if (own === main) return { account: account ?? world.account ?? told.get(own) };
    return { account: account ?? told.get(own), standIn: standInOf(own) };
  };
}

const NO_CREDENTIALS = "[]";

/** `aws.eu`, also as it was written for old versions: `${aws.eu}`. */
function providerKey(text: string | undefined): string | undefined {
  return text?.replace(/^\$\{(.*)\}$/, "$1").trim();
}

/** The only allowed account, otherwise the account of the assumed role. */
function accountIn(allowed: Value, assumed: Value): string | undefined {
  const [only, ...others] = isSequence(allowed) ? allowed.items : [];
  if (only !== undefined && others.length === 0 && (typeof only === "string" || typeof only === "number"))
    return String(only);
  const role = textIn(blockIn(assumed)?.get("role_arn") ?? null);
  return role === undefined ? undefined : partsOfArn(role)?.account;
}

function textIn(value: Value): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A block as an object, or a list of one. */
function blockIn(value: Value): ReadonlyMap<string, Value> | undefined {
  const block = isSequence(value) ? value.items[0] : value;
  return block !== undefined && isMapping(block) ? block.entries : undefined;
}
