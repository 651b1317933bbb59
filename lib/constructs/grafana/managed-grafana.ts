import { Construct } from "constructs";
import { GrafanaRoleAssociation } from "@cdktf/provider-aws/lib/grafana-role-association";
import { GrafanaWorkspace } from "@cdktf/provider-aws/lib/grafana-workspace";
import { GrafanaWorkspaceServiceAccount } from "@cdktf/provider-aws/lib/grafana-workspace-service-account";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { arnOf, partitionOfRegion, type Permission } from "../../aws";
import { policyDocument } from "../aws/policy-document";
import { rolePermissions } from "../aws/role-permissions";
import { shortName } from "../aws/short-name";
import { checkTags, type Tags } from "../aws/tags";
import { formFault, nameForm, refuse } from "./faults";

/** Props of {@link ManagedGrafana}. */
export interface ManagedGrafanaProps {
  /** Name of the workspace. */
  readonly name: string;

  /** The account that it is in, and reads. */
  readonly account: string;

  /** The Region that it is in, and reads. */
  readonly region: string;

  /**
   * Version of Grafana: `12.4`.
   *
   * @default - AWS's
   */
  readonly version?: string;

  /**
   * How people sign in: with IAM Identity Center, or SAML, which is configured apart.
   *
   * @default "sso"
   */
  readonly authentication?: "sso" | "saml";

  /**
   * Ids of groups of IAM Identity Center whose members are administrators.
   *
   * @default - none
   */
  readonly admins?: readonly string[];

  /**
   * Ids of groups whose members are editors.
   *
   * @default - none
   */
  readonly editors?: readonly string[];

  /**
   * Ids of groups whose members are viewers.
   *
   * @default - none
   */
  readonly viewers?: readonly string[];

  /**
   * Ids of workspaces of Amazon Managed Service for Prometheus that it reads, and the Regions that they are in.
   *
   * @default - none
   */
  readonly prometheus?: readonly { readonly workspace: string; readonly region: string }[];

  /**
   * ARNs of SNS topics that it tells of alerts.
   *
   * @default - none
   */
  readonly topics?: readonly string[];

  /**
   * Key that the topics are encrypted with.
   *
   * @default - none
   */
  readonly key?: { readonly arn: string };

  /** @default - only the provider's default tags */
  readonly tags?: Tags;
}

/**
 * A workspace of Amazon Managed Grafana, with a role that reads CloudWatch, X-Ray and what else is named, and a service account for
 * Terraform. It has no token: those live for 30 days at most, so one is made for a deploy.
 *
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/service-accounts.html
 */
export class ManagedGrafana extends Construct {
  readonly workspace: GrafanaWorkspace;

  /** Address of Grafana. */
  readonly url: string;

  /** Id of the service account that Terraform signs in as. */
  readonly serviceAccountId: string;

  /** @throws {ConstructError} for a name that is blank, or tags that AWS refuses */
  constructor(scope: Construct, id: string, props: ManagedGrafanaProps) {
    super(scope, id);
    refuse(this.node.path, formFault("name", props.name, nameForm));
    const { account, authentication = "sso", name, version } = props;
    const tags = checkTags(this, props.tags);
    const role = new IamRole(this, "Role", {
      namePrefix: `${shortName(name, 24)}-grafana-`,
      description: `What the workspace ${name} of Amazon Managed Grafana reads`,
      assumeRolePolicy: policyDocument([
        {
          Sid: "Grafana",
          Effect: "Allow",
          Principal: { Service: "grafana.amazonaws.com" },
          Action: "sts:AssumeRole",
          // Not a workspace of somebody else's account.
          Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: {
              "aws:SourceArn": arnOf({ ...placeOf(props), service: "grafana", resource: "/workspaces/*" }),
            },
          },
        },
      ]),
      ...(tags === undefined ? {} : { tags }),
    });
    rolePermissions(this, "Permissions", role, permissionsOf(props));
    this.workspace = new GrafanaWorkspace(this, "Workspace", {
      name,
      accountAccessType: "CURRENT_ACCOUNT",
      authenticationProviders: [authentication === "sso" ? "AWS_SSO" : "SAML"],
      permissionType: "CUSTOMER_MANAGED",
      roleArn: role.arn,
      configuration: JSON.stringify({ plugins: { pluginAdminEnabled: true }, unifiedAlerting: { enabled: true } }),
      ...(version === undefined ? {} : { grafanaVersion: version }),
      ...(tags === undefined ? {} : { tags }),
    });
    for (const [kind, groups] of [
      ["ADMIN", props.admins],
      ["EDITOR", props.editors],
      ["VIEWER", props.viewers],
    ] as const) {
      if (groups === undefined || groups.length === 0) continue;
      new GrafanaRoleAssociation(this, `${kind.charAt(0)}${kind.slice(1).toLowerCase()}s`, {
        role: kind,
        groupIds: [...groups],
        workspaceId: this.workspace.id,
      });
    }
    const terraform = new GrafanaWorkspaceServiceAccount(this, "Terraform", {
      name: "terraform",
      grafanaRole: "ADMIN",
      workspaceId: this.workspace.id,
    });
    this.url = `https://${this.workspace.endpoint}`;
    this.serviceAccountId = terraform.serviceAccountId;
  }
}

function placeOf({ account, region }: ManagedGrafanaProps) {
  return { account, region, partition: partitionOfRegion(region) };
}

/** What Grafana's data sources ask, and no more. Most of it has no resources in IAM. */
function permissionsOf(props: ManagedGrafanaProps): Permission[] {
  const { key, prometheus = [], topics = [] } = props;
  const place = placeOf(props);
  return [
    {
      actions: [
        "cloudwatch:DescribeAlarmHistory",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:DescribeAlarmsForMetric",
        "cloudwatch:GetMetricData",
        "cloudwatch:ListMetrics",
        "logs:DescribeLogGroups",
        "logs:GetQueryResults",
        "logs:StopQuery",
        "tag:GetResources",
        "xray:BatchGetTraces",
        "xray:GetGroups",
        "xray:GetInsightSummaries",
        "xray:GetServiceGraph",
        "xray:GetTimeSeriesServiceStatistics",
        "xray:GetTraceGraph",
        "xray:GetTraceSummaries",
      ],
      resources: ["*"],
    },
    {
      actions: ["logs:GetLogEvents", "logs:GetLogGroupFields", "logs:StartQuery"],
      resources: [arnOf({ ...place, service: "logs", resource: "log-group:*" })],
    },
    ...(prometheus.length === 0
      ? []
      : [
          {
            actions: ["aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics"],
            resources: prometheus.map(({ region, workspace }) =>
              arnOf({ ...place, service: "aps", region, resource: `workspace/${workspace}` }),
            ),
          },
        ]),
    ...(topics.length === 0 ? [] : [{ actions: ["sns:Publish"], resources: [...topics] }]),
    ...(topics.length === 0 || key === undefined
      ? []
      : [{ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key.arn] }]),
  ];
}
