import { excerpt } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { type ExpandableText, expandableTexts, scopeIn } from "../expandable-texts";
import type { EffectiveEnvironment } from "../merge";
import { expand, placeholdersIn } from "../placeholders";
import type { ConfigRule, RuleSubject } from "./rule";

export const placeholderValue: ConfigRule<"placeholder-value"> = {
  id: "placeholder-value",
  check: ({ config, environments }) => {
    const texts = expandableTexts(config).filter(({ text }) => placeholdersIn(text).length > 0);
    return environments.flatMap((environment) =>
      texts.filter((text) => text.holdsIn(environment)).flatMap((text) => problems(config, environment, text)),
    );
  },
};

function problems(
  config: RuleSubject["config"],
  environment: EffectiveEnvironment,
  { form, path, service, text }: ExpandableText,
): ConfigFinding[] {
  const filled = expand(text, scopeIn(config, environment, service));
  const found = (message: string, fix: string): ConfigFinding[] => [
    problem(
      "placeholder-value",
      inEnvironment(environment.name, path),
      `in environment ${environment.name} ${message}`,
      fix,
    ),
  ];
  const open = placeholdersIn(filled);
  // Names that have no value are findings of their own, but for a service's in a value of `vars`.
  if (service === undefined && !placeholdersIn(text).some(isService) && open.some(isService))
    return found("{service} in a value of `vars` has no value here", "Write a value without {service}.");
  if (open.length > 0 || form === undefined || form.shape.test(filled)) return [];
  return found(
    form.hidden === true
      ? `it is not ${form.noun} once its placeholders are filled in`
      : `it is ${excerpt(filled)}, which is not ${form.noun}`,
    form.fix,
  );
}

function isService({ kind, name }: ReturnType<typeof placeholdersIn>[number]): boolean {
  return kind === "known" && name === "service";
}
