import { didYouMean, listed, nearest, own, pathText } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { type ExpandableText, expandableTexts } from "../expandable-texts";
import { varsIn } from "../placeholders";
import { inheritance, type EffectiveEnvironment } from "../merge";
import { entityName } from "../schema/names";
import type { ConfigRule, RuleSubject } from "./rule";

export const varUndefined: ConfigRule<"var-undefined"> = {
  id: "var-undefined",
  check: (subject) => {
    const { everywhere, somewhere } = missing(subject);
    return [...everywhere.map(nowhereDefined(subject)), ...somewhere.map(notDefinedHere)];
  },
};

export const varUnused: ConfigRule<"var-unused"> = {
  id: "var-unused",
  check: (subject) => {
    const { everywhere, somewhere } = missing(subject);
    // What a misspelt name is near to is not unused.
    const near = new Set([
      ...everywhere.map(({ name }) => nearest(name, writtenVars(subject))),
      ...somewhere.map(({ environment, name }) => nearest(name, Object.keys(environment.value.vars))),
    ]);
    return Object.entries(subject.config.environments).flatMap(([environment, { vars }]) =>
      Object.entries(vars ?? {})
        .filter(([name]) => subject.names.vars(environment).get(name) === true)
        .filter(([name]) => !subject.names.namedVars.has(name) && !near.has(name))
        .map(([name]) =>
          doubt("var-unused", ["environments", environment, "vars", name], `no text names {vars.${name}}`),
        ),
    );
  },
};

/** A text that names one of the `vars` that the environment does not have. */
export interface UndefinedVar {
  readonly text: ExpandableText;
  readonly name: string;
  readonly environment: EffectiveEnvironment;
}

/** All of them: by environment, in the order of the texts. */
export function undefinedVars({ config, environments }: Pick<RuleSubject, "config" | "environments">): UndefinedVar[] {
  const texts = expandableTexts(config).map((text) => ({ text, names: varsIn(text.text) }));
  const naming = texts.filter(({ names }) => names.length > 0);
  return environments.flatMap((environment) =>
    naming.flatMap(({ names, text }) =>
      names
        .filter((name) => own(environment.value.vars, name) === undefined && text.holdsIn(environment))
        .map((name) => ({ text, name, environment })),
    ),
  );
}

/** Names that no environment has, by text; and names that some have, by environment that does not. */
function missing(subject: RuleSubject): {
  readonly everywhere: readonly Omit<UndefinedVar, "environment">[];
  readonly somewhere: readonly MissingHere[];
} {
  const written = writtenVars(subject);
  const undefinedOnes = undefinedVars(subject).filter(
    ({ environment, name }) => !isWritten(subject, environment, name),
  );
  const everywhere = new Map<string, UndefinedVar>();
  const somewhere = new Map<string, { name: string; environment: EffectiveEnvironment; texts: ExpandableText[] }>();
  for (const each of undefinedOnes) {
    const { environment, name, text } = each;
    if (!written.has(name)) {
      everywhere.set(`${name} ${pathText(text.path)}`, each);
      continue;
    }
    const key = `${name} ${environment.name}`;
    const found = somewhere.get(key) ?? { name, environment, texts: [] };
    found.texts.push(text);
    somewhere.set(key, found);
  }
  return { everywhere: [...everywhere.values()], somewhere: [...somewhere.values()] };
}

interface MissingHere {
  readonly name: string;
  readonly environment: EffectiveEnvironment;
  readonly texts: readonly ExpandableText[];
}

function nowhereDefined(subject: RuleSubject) {
  const known = [...writtenVars(subject)];
  return ({ name, text }: Omit<UndefinedVar, "environment">): ConfigFinding => {
    const give = entityName.safeParse(name).success ? [`give the environments vars: { ${name}: ... }`] : [];
    const ways = [...(known.length === 0 ? [] : [`use one of ${listed(known)}`]), ...give];
    const fix = ways.length === 0 ? "give it a name in snake_case or kebab-case" : ways.join(", or ");
    return problem(
      "var-undefined",
      text.path,
      `no environment has {vars.${name}}.${didYouMean(name, known)}`,
      `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`,
    );
  };
}

function notDefinedHere({ environment, name, texts }: MissingHere): ConfigFinding {
  const [first] = texts;
  const others = new Set(texts.map(({ path }) => pathText(path))).size - 1;
  const users = `${pathText(first?.path ?? [])}${others === 0 ? "" : ` and ${others} more`}`;
  return problem(
    "var-undefined",
    ["environments", environment.name, "vars", name],
    `${environment.name} has no {vars.${name}}, which ${users} ${others === 0 ? "names" : "name"}.${didYouMean(name, Object.keys(environment.value.vars))}`,
    `Give it vars: { ${name}: ... }, here or in an environment it extends.`,
  );
}

/** The names that any environment has. */
export function writtenVars({ names }: RuleSubject): ReadonlySet<string> {
  const all = [...names.environments].flatMap((environment) => [...names.vars(environment)]);
  return new Set(all.flatMap(([name, isThere]) => (isThere ? [name] : [])));
}

/** Whether an environment may have it, with a value that cannot be read: a finding of its own. */
function isWritten({ names }: RuleSubject, { name: environment }: EffectiveEnvironment, name: string): boolean {
  const { broken, chain } = inheritance(names.parents, environment);
  // What it would inherit is not known.
  if (broken !== undefined) return true;
  return chain.toReversed().flatMap((each) => names.vars(each).get(name) ?? [])[0] === true;
}
