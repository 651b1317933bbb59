import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../aws/tokens";
import { jsonText, resourceArguments, resourceConfig } from "./arguments";
import { durationForm, formFault, type GrafanaFault, nameForm, refuse, uidForm, wordFault } from "./faults";

const noDataStates = ["NoData", "OK", "Alerting", "KeepLast"] as const;
const errorStates = ["Error", "OK", "Alerting", "KeepLast"] as const;

/** The uid of Grafana's own expressions: reduce, math, threshold. */
export const expressionDataSource = "__expr__";

/** A query, or an expression over others. */
export interface GrafanaRuleData {
  /** What others call it: `A`. */
  readonly refId: string;

  /** Uid of a data source; that of expressions is `__expr__`. */
  readonly datasourceUid: string;

  /** What is asked, as the data source's plugin has it. */
  readonly model: Readonly<Record<string, unknown>>;

  /** Seconds before now, from the older to the newer. */
  readonly relativeTimeRange: { readonly from: number; readonly to: number };

  /** @default - the plugin's usual */
  readonly queryType?: string;
}

/** An alert rule of Grafana's. */
export interface GrafanaRule {
  /** As it is shown. */
  readonly name: string;

  /** At most 40 letters, digits, - and _. */
  readonly uid?: string;

  /** The refId that decides: the alert fires while its value is not 0. */
  readonly condition: string;
  readonly data: readonly GrafanaRuleData[];

  /** How long it must hold: `5m`. */
  readonly for?: string;

  /** How long it goes on after it no longer holds. */
  readonly keepFiringFor?: string;

  /** What happens if queries return nothing. */
  readonly noDataState?: (typeof noDataStates)[number];

  /** What happens if a query fails. */
  readonly execErrState?: (typeof errorStates)[number];
  readonly isPaused?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;

  /** After how many evaluations without it a series is resolved. */
  readonly missingSeriesEvalsToResolve?: number;

  /** Whom it tells, beside the policies. */
  readonly notificationSettings?: {
    readonly contactPoint: string;
    readonly groupBy?: readonly string[];
    readonly groupWait?: string;
    readonly groupInterval?: string;
    readonly repeatInterval?: string;
    readonly muteTimings?: readonly string[];
    readonly activeTimings?: readonly string[];
  };

  /** A recording rule: the metric that the value of a refId becomes. */
  readonly record?: { readonly from: string; readonly metric: string; readonly targetDatasourceUid?: string };
}

/** Props of {@link GrafanaRuleGroup}. */
export interface GrafanaRuleGroupProps extends TerraformMetaArguments {
  /** As it is shown; no other of the folder has it. */
  readonly name: string;

  /** Uid of the folder. */
  readonly folderUid: string;

  /** How often the rules are evaluated: a multiple of 10 seconds. */
  readonly intervalSeconds: number;

  /** The rules, at least one. */
  readonly rule: readonly GrafanaRule[];

  /**
   * Whether rules can be changed in Grafana.
   *
   * @default false
   */
  readonly disableProvenance?: boolean;
}

/**
 * The resource grafana_rule_group.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/rule_group
 */
export class GrafanaRuleGroup extends TerraformResource {
  static readonly tfResourceType = "grafana_rule_group";

  /** @throws {ConstructError} for all that Grafana would refuse when it is applied, or would never fire */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaRuleGroupProps,
  ) {
    super(scope, id, resourceConfig(GrafanaRuleGroup.tfResourceType, props));
    const { folderUid, intervalSeconds, name, rule } = props;
    refuse(this.node.path, [
      ...formFault("name", name, nameForm),
      ...formFault("folderUid", folderUid, uidForm),
      ...(Number.isInteger(intervalSeconds) && intervalSeconds > 0 && intervalSeconds % 10 === 0
        ? []
        : [
            {
              property: "intervalSeconds",
              message: `is ${intervalSeconds}`,
              fix: "Use a multiple of 10: Grafana evaluates rules every 10 seconds at most.",
            },
          ]),
      ...(rule.length === 0 ? [{ property: "rule", message: "is empty", fix: "Give at least one rule." }] : []),
      ...rule.flatMap((each, index) => ruleFaults(`rule[${index}]`, each)),
      ...twice(
        "rule",
        "name",
        rule.map((each) => each.name),
      ),
    ]);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { rule, ...props } = this.props;
    const rules = rule.map((each) => ({
      ...each,
      data: each.data.map(({ model, refId, ...data }) => ({ ...data, refId, model: jsonText({ refId, ...model }) })),
    }));
    return resourceArguments({ ...props, rule: rules }, ["labels", "annotations"]);
  }
}

function ruleFaults(at: string, rule: GrafanaRule): GrafanaFault[] {
  const { data, notificationSettings: told } = rule;
  const refIds = data.map(({ refId }) => refId);
  const named = [
    ["condition", rule.condition] as const,
    ...(rule.record ? [["record.from", rule.record.from] as const] : []),
  ];
  return [
    ...formFault(`${at}.name`, rule.name, nameForm),
    ...formFault(`${at}.uid`, rule.uid, uidForm),
    ...formFault(`${at}.for`, rule.for, durationForm),
    ...formFault(`${at}.keepFiringFor`, rule.keepFiringFor, durationForm),
    ...wordFault(`${at}.noDataState`, rule.noDataState, noDataStates),
    ...wordFault(`${at}.execErrState`, rule.execErrState, errorStates),
    ...(["groupWait", "groupInterval", "repeatInterval"] as const).flatMap((key) =>
      formFault(`${at}.notificationSettings.${key}`, told?.[key], durationForm),
    ),
    ...(data.length === 0 ? [{ property: `${at}.data`, message: "is empty", fix: "Give at least one query." }] : []),
    ...twice(`${at}.data`, "refId", refIds),
    ...named.flatMap(([property, refId]) =>
      !isKnown(refId) || refIds.includes(refId)
        ? []
        : [
            {
              property: `${at}.${property}`,
              message: `is ${JSON.stringify(refId)}, which no query of the rule has as refId`,
              fix: refIds.length === 0 ? "Give it a query." : `Use one of ${[...new Set(refIds)].join(", ")}.`,
            },
          ],
    ),
    ...data.flatMap(({ datasourceUid, relativeTimeRange: { from, to } }, index) => [
      ...formFault(`${at}.data[${index}].datasourceUid`, datasourceUid, uidForm),
      ...(from >= to && to >= 0
        ? []
        : [
            {
              property: `${at}.data[${index}].relativeTimeRange`,
              message: `is from ${from} to ${to} seconds before now`,
              fix: "Begin before the end: { from: 600, to: 0 }.",
            },
          ]),
    ]),
  ];
}

function twice(at: string, key: string, values: readonly string[]): GrafanaFault[] {
  const once = new Set<string>();
  const repeated = new Set(values.filter((value) => once.size === once.add(value).size));
  return [...repeated].map((value) => ({
    property: at,
    message: `has ${key} ${JSON.stringify(value)} twice`,
    fix: "Rename one of them.",
  }));
}
