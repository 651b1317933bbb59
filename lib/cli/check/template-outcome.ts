import { nameMatcher } from "../../base";
import { templateBefore } from "../against/template-before";
import type { Io } from "../command";
import { accepting } from "../findings/acceptances";
import { reportedOf } from "../findings/reported";
import { terraformRules } from "../findings/rules";
import { unusedAcceptances } from "../findings/unused-acceptances";
import { isWanted } from "../findings/wanted";
import { readTemplate, templateFiles } from "../replay/templates";
import { acceptancesFor } from "./acceptances-for";
import type { CheckOutcome } from "./outcome";
import { reachabilityOf, since } from "./reachability";
import type { CheckSettings } from "./settings";

/**
 * Checks any Terraform. Of a configuration that `--config` names, only the acceptances count.
 *
 * @throws UsageError for a template or a configuration that cannot be read
 */
export async function templateOutcome(settings: CheckSettings, io: Io): Promise<CheckOutcome> {
  const { against, env, only, templates, terraform } = settings;
  const acceptances = await acceptancesFor(settings, io);
  const stack = templates.join(", ");
  // A resource does not say which file it is from.
  const [file] = templates.flatMap((each) => templateFiles(each, io.cwd));
  const template = readTemplate(templates, io, terraform);
  const before = against === undefined ? undefined : await templateBefore(against, { stack: undefined }, settings, io);
  const found = since(before && (() => before), template, reachabilityOf({ stack, environment: env, file }, template));
  const { accepted, findings, used } = accepting(found.findings, acceptances, env, io);
  const applies = (environment: string | undefined): boolean =>
    environment === undefined || (env !== undefined && nameMatcher(environment)(env));
  const unused =
    only === undefined
      ? unusedAcceptances(
          acceptances,
          used,
          ({ environment, rule }) => terraformRules.has(rule) && applies(environment),
          found.findings,
        )
      : [];
  return {
    findings: unused,
    reach: [{ ...found, findings: findings.filter((one) => isWanted(one, only)) }],
    collectors: [],
    dashboards: [],
    planned: [],
    accepted: reportedOf(
      accepted.filter((one) => isWanted(one, only)),
      found,
    ),
    against,
    project: undefined,
  };
}
