import { Construct } from "constructs";
import { PrometheusRuleGroupNamespace } from "@cdktf/provider-aws/lib/prometheus-rule-group-namespace";
import { checkCount } from "../aws/checks";
import { checkTags, type Tags } from "../aws/tags";
import { isKnown, literal } from "../aws/tokens";
import { formFault, refuse } from "./faults";

/** Props of {@link ManagedPrometheusRules}. */
export interface ManagedPrometheusRulesProps {
  /** The workspace of Amazon Managed Service for Prometheus: a `ManagedPrometheus`, or `{ workspaceId: "ws-..." }`. */
  readonly workspace: { readonly workspaceId: string };

  /** Name of the file of rules in the workspace, of 1 to 64 letters, digits, ., - and _: `shop-prod`. Another name replaces it. */
  readonly name: string;

  /** The rules as YAML of Prometheus, of at most 1 MB: what `sightline alerts --for prometheus` prints. */
  readonly rules: string;

  /** @default - only the provider's default tags */
  readonly tags?: Tags;
}

/**
 * Recording and alerting rules that Amazon Managed Service for Prometheus evaluates. It tells nobody of an alert until the workspace has an
 * alert manager definition, which is one for all of its rules.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-Ruler.html
 */
export class ManagedPrometheusRules extends Construct {
  readonly resource: PrometheusRuleGroupNamespace;

  /** @throws {ConstructError} for a name, a size or tags that AWS refuses, and for a text without groups */
  constructor(scope: Construct, id: string, { name, rules, tags, workspace }: ManagedPrometheusRulesProps) {
    super(scope, id);
    refuse(this.node.path, [
      ...formFault("name", name, namespaceForm),
      ...(isKnown(rules) && !/^groups:/m.test(rules)
        ? [
            {
              property: "rules",
              message: "has no groups",
              fix: "Give a file of rules of Prometheus, which begins with groups:.",
            },
          ]
        : []),
    ]);
    checkCount(this.node.path, "prometheusRules", Buffer.byteLength(rules), "Make several of them, by service.");
    const checked = checkTags(this, tags);
    this.resource = new PrometheusRuleGroupNamespace(this, "Resource", {
      workspaceId: workspace.workspaceId,
      name,
      data: literal(rules),
      ...(checked === undefined ? {} : { tags: checked }),
    });
  }
}

/** @see https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateRuleGroupsNamespace.html */
const namespaceForm = {
  form: /^[0-9A-Za-z][-.0-9A-Z_a-z]{0,63}$/,
  noun: "a name of rules",
  fix: "Use 1 to 64 letters, digits, ., - and _, a letter or digit first.",
} as const;
