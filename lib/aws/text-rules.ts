/** What AWS accepts as a name or another short text. */
export interface TextRule {
  /** The noun: `alarm name`. */
  readonly what: string;

  /** Minimum number of characters. */
  readonly least: 0 | 1;

  /** Maximum number of characters. */
  readonly most: number;

  /**
   * Matches a character that is refused.
   *
   * @default - every character is accepted
   */
  readonly refused?: RegExp;

  /**
   * Beginnings that are refused.
   *
   * @default - none
   */
  readonly beginnings?: readonly string[];

  /** Whether one character at least is not a blank. */
  readonly needsInk?: true;

  /** What to write, for a message that begins with "Use": `1 to 256 letters, digits, _ and -`. */
  readonly form: string;

  /** Address of the page that says so. */
  readonly source: string;
}

const reference = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference";
const logsReference = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";
const guide = "https://docs.aws.amazon.com/AmazonCloudWatch/latest";
const transformation = `${logsReference}/API_MetricTransformation.html`;
const chat = "https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html";
const xray = "https://docs.aws.amazon.com/xray/latest/api";
const tagging = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html";
// eslint-disable-next-line no-control-regex -- All of ASCII.
const nonAscii = /[^\u0000-\u007f]/;
const tagCharacters = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u;

/** Names and other short texts whose length or characters AWS restricts. */
export const textRules = {
  alarmName: {
    what: "alarm name",
    least: 1,
    most: 255,
    // eslint-disable-next-line no-control-regex -- CloudWatch refuses exactly these.
    refused: /[\u0000-\u001f\u007f]/,
    form: "1 to 255 characters, none of them a control character",
    source: `${reference}/API_PutMetricAlarm.html`,
  },
  alarmDescription: {
    what: "alarm description",
    least: 0,
    most: 1024,
    form: "at most 1,024 characters",
    source: `${reference}/API_PutMetricAlarm.html`,
  },
  namespace: {
    what: "namespace",
    least: 1,
    most: 255,
    refused: nonAscii,
    beginnings: [":"],
    form: "1 to 255 ASCII characters, no colon at the start",
    source: `${reference}/API_PutMetricAlarm.html`,
  },
  metricName: {
    what: "metric name",
    least: 1,
    most: 255,
    form: "1 to 255 characters",
    source: `${reference}/API_PutMetricAlarm.html`,
  },
  dimensionName: {
    what: "dimension name",
    least: 1,
    most: 255,
    refused: /[^\x20-\x7e]/,
    beginnings: [":"],
    needsInk: true,
    form: "1 to 255 ASCII characters, not only blanks, no colon at the start",
    source: `${reference}/API_Dimension.html`,
  },
  dimensionValue: {
    what: "dimension value",
    least: 1,
    most: 1024,
    refused: /[^\x20-\x7e]/,
    needsInk: true,
    form: "1 to 1,024 ASCII characters, not only blanks",
    source: `${reference}/API_Dimension.html`,
  },
  mathExpression: {
    what: "metric-math expression",
    least: 1,
    most: 2048,
    form: "1 to 2,048 characters",
    source: `${reference}/API_MetricDataQuery.html`,
  },
  metricId: {
    what: "id of a query",
    least: 1,
    most: 255,
    form: "1 to 255 characters",
    source: `${reference}/API_MetricDataQuery.html`,
  },
  alarmAction: {
    what: "action",
    least: 1,
    most: 1024,
    form: "an ARN of at most 1,024 characters",
    source: `${reference}/API_PutMetricAlarm.html`,
  },
  suppressor: {
    what: "suppressor",
    least: 1,
    most: 1600,
    form: "the name or ARN of an alarm, at most 1,600 characters",
    source: `${reference}/API_PutCompositeAlarm.html`,
  },
  dashboardName: {
    what: "name of the dashboard",
    least: 1,
    most: 255,
    refused: /[^A-Za-z0-9_-]/,
    form: "1 to 255 letters, digits, _ and -",
    source: `${reference}/API_PutDashboard.html`,
  },
  queryName: {
    what: "name of the query",
    least: 1,
    most: 255,
    form: "1 to 255 characters",
    source: `${logsReference}/API_PutQueryDefinition.html`,
  },
  queryText: {
    what: "query",
    least: 1,
    most: 10_000,
    form: "1 to 10,000 characters",
    source: `${logsReference}/API_PutQueryDefinition.html`,
  },
  muteRuleName: {
    what: "name of the mute rule",
    least: 1,
    most: 255,
    form: "1 to 255 characters",
    source: `${reference}/API_PutAlarmMuteRule.html`,
  },
  muteRuleDescription: {
    what: "description",
    least: 0,
    most: 1024,
    form: "at most 1,024 characters",
    source: `${reference}/API_PutAlarmMuteRule.html`,
  },
  logGroupName: {
    what: "log group name",
    least: 1,
    most: 512,
    refused: /[^.\-_/#A-Za-z0-9]/,
    beginnings: ["aws/"],
    form: "1 to 512 letters, digits and . - _ / #, not beginning with aws/",
    source: `${logsReference}/API_CreateLogGroup.html`,
  },
  filterName: {
    what: "metric filter name",
    least: 1,
    most: 512,
    refused: /[:*]/,
    form: "1 to 512 characters without : and *",
    source: `${logsReference}/API_PutMetricFilter.html`,
  },
  filterMetricName: {
    what: "metric name",
    least: 1,
    most: 255,
    refused: /[:*$]/,
    form: "1 to 255 characters without : * $",
    source: transformation,
  },
  filterNamespace: {
    what: "namespace",
    least: 1,
    most: 255,
    refused: /[:*$]/,
    // "Metric namespaces starting with AWS/ are reserved for AWS."
    beginnings: ["AWS/"],
    form: "1 to 255 characters without : * $, not beginning with AWS/",
    source: transformation,
  },
  filterValue: {
    what: "metric value",
    least: 1,
    most: 100,
    form: "1 to 100 characters",
    source: transformation,
  },
  filterDimension: {
    what: "dimension name",
    least: 1,
    most: 255,
    form: "1 to 255 characters",
    source: transformation,
  },
  filterDimensionSelector: {
    what: "selector of a dimension",
    least: 1,
    most: 255,
    form: "1 to 255 characters",
    source: transformation,
  },
  indexedField: {
    what: "indexed field",
    least: 1,
    most: 100,
    form: "1 to 100 characters",
    source: `${guide}/logs/CloudWatchLogs-Field-Indexing-Syntax.html`,
  },
  anomalyPattern: {
    what: "pattern of the anomaly detector",
    least: 0,
    most: 1024,
    form: "at most 1,024 characters",
    source: `${logsReference}/API_CreateLogAnomalyDetector.html`,
  },
  dataIdentifier: {
    what: "data identifier",
    least: 1,
    most: 128,
    refused: /[^A-Za-z0-9_-]/,
    form: "1 to 128 letters, digits, _ and -",
    source: `${guide}/logs/CWL-custom-data-identifiers.html`,
  },
  dataIdentifierPattern: {
    what: "pattern of a data identifier",
    least: 1,
    most: 200,
    refused: /[^A-Za-z0-9_#=@/;, ^$?[\]{}|\\*+.-]/,
    form: "at most 200 letters, digits, blanks and _#=@/;,-^$?[]{}|\\*+. only: no groups",
    source: `${guide}/logs/CWL-custom-data-identifiers.html`,
  },
  topicName: {
    what: "topic name",
    least: 1,
    most: 256,
    refused: /[^A-Za-z0-9_-]/,
    form: "1 to 256 letters, digits, _ and -",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  },
  topicDisplayName: {
    what: "display name of the topic",
    least: 0,
    most: 100,
    form: "at most 100 characters",
    source: "https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html",
  },
  queueName: {
    what: "queue name",
    least: 1,
    most: 80,
    refused: /[^A-Za-z0-9_-]/,
    form: "1 to 80 letters, digits, _ and -",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  },
  roleName: {
    what: "role name",
    least: 1,
    most: 64,
    refused: /[^A-Za-z0-9_+=,.@-]/,
    form: "1 to 64 letters, digits and _ + = , . @ -",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  },
  ecsName: {
    what: "name of the service",
    least: 1,
    most: 255,
    refused: /[^A-Za-z0-9_-]/,
    form: "1 to 255 letters, digits, _ and -",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  },
  securityGroupName: {
    what: "name of the security group",
    least: 1,
    most: 255,
    refused: /[^A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]/,
    beginnings: ["sg-"],
    form: "1 to 255 letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html",
  },
  securityGroupRule: {
    what: "description of a rule of a security group",
    least: 1,
    most: 255,
    refused: /[^A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]/,
    form: "1 to 255 letters, digits, blanks and ._-:/()#,@[]+=&;{}!$*",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html",
  },
  loadBalancerName: {
    what: "name of the load balancer",
    least: 1,
    most: 32,
    refused: /[^A-Za-z0-9-]|-$/,
    beginnings: ["internal-", "-"],
    form: "1 to 32 letters, digits and -, neither beginning nor ending with -, and not beginning with internal-",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
  },
  namespaceOfServices: {
    what: "name of the Cloud Map namespace",
    least: 1,
    most: 253,
    refused: /[^A-Za-z0-9._-]/,
    beginnings: ["-", "."],
    form: "1 to 253 letters, digits and . _ -, as a domain",
    source: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html",
  },
  chatConfigurationName: {
    what: "name of the chat configuration",
    least: 1,
    most: 128,
    refused: /[^A-Za-z0-9_-]/,
    form: "1 to 128 letters, digits, _ and -",
    source: chat,
  },
  slackWorkspaceId: {
    what: "ID of the Slack workspace",
    least: 1,
    most: 255,
    refused: /[^0-9A-Z]/,
    form: "the ID, in capital letters and digits, not the name: T0123ABCD",
    source: chat,
  },
  slackChannelId: {
    what: "ID of the Slack channel",
    least: 1,
    most: 255,
    refused: /[^A-Za-z0-9]/,
    form: "the ID, in letters and digits, not the name: C0123ABCD",
    source: chat,
  },
  /** Without `alias/`; with it, at most 256 characters. */
  keyAlias: {
    what: "alias of the key",
    least: 1,
    most: 250,
    refused: /[^A-Za-z0-9/_-]/,
    beginnings: ["alias/", "aws/"],
    form: "1 to 250 letters, digits and / _ -, without alias/ or aws/ at the start",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
  },
  parameterName: {
    what: "parameter name",
    least: 1,
    most: 1011,
    refused: /[^A-Za-z0-9_.\-/]/,
    form: "1 to 1,011 letters, digits and _ . - /",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
  },
  secretId: {
    what: "name or ARN of a secret",
    least: 1,
    most: 2048,
    refused: /[^A-Za-z0-9/_+=.@:-]/,
    form: "1 to 2,048 letters, digits and / _ + = . @ : -",
    source: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html",
  },
  /** The managed policy CloudWatchAgentServerPolicy lets agents read no other parameters. */
  agentParameterName: {
    what: "name of the agent's parameter",
    least: 1,
    most: 1011,
    refused: /[^A-Za-z0-9_.-]/,
    form: "AmazonCloudWatch- and letters, digits and _ . -",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/create-store-cloudwatch-configuration.html",
  },
  associationName: {
    what: "name of the association",
    least: 1,
    most: 128,
    refused: /[^A-Za-z0-9_.-]/,
    form: "at most 128 letters, digits and _ . -",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateAssociation.html",
  },
  traceGroupName: {
    what: "name of the group of traces",
    least: 1,
    most: 32,
    form: "1 to 32 characters",
    source: `${xray}/API_CreateGroup.html`,
  },
  samplingRuleName: {
    what: "name of the sampling rule",
    least: 1,
    most: 32,
    form: "1 to 32 characters",
    source: `${xray}/API_SamplingRule.html`,
  },
  samplingService: {
    what: "service of a sampling rule",
    least: 0,
    most: 64,
    form: "at most 64 characters",
    source: `${xray}/API_SamplingRule.html`,
  },
  samplingHost: {
    what: "host of a sampling rule",
    least: 0,
    most: 64,
    form: "at most 64 characters",
    source: `${xray}/API_SamplingRule.html`,
  },
  samplingMethod: {
    what: "HTTP method of a sampling rule",
    least: 0,
    most: 10,
    form: "at most 10 characters",
    source: `${xray}/API_SamplingRule.html`,
  },
  samplingPath: {
    what: "path of a sampling rule",
    least: 0,
    most: 128,
    form: "at most 128 characters",
    source: `${xray}/API_SamplingRule.html`,
  },
  samplingResource: {
    what: "resource of a sampling rule",
    least: 0,
    most: 500,
    form: "an ARN or a pattern of ARNs, at most 500 characters",
    source: `${xray}/API_SamplingRule.html`,
  },
  samplingAttribute: {
    what: "attribute of a sampling rule",
    least: 1,
    most: 32,
    form: "1 to 32 characters",
    source: `${xray}/API_SamplingRule.html`,
  },
  tagKey: {
    what: "tag key",
    least: 1,
    most: 128,
    refused: tagCharacters,
    beginnings: ["aws:"],
    form: "1 to 128 letters, digits, blanks and _ . : / = + - @, not beginning with aws:",
    source: tagging,
  },
  tagValue: {
    what: "tag value",
    least: 0,
    most: 256,
    refused: tagCharacters,
    form: "at most 256 letters, digits, blanks and _ . : / = + - @",
    source: tagging,
  },
} as const satisfies Record<string, TextRule>;

/** Key of a {@link textRules} entry. */
export type TextKind = keyof typeof textRules;

/** Why AWS refuses a text. */
export type TextFault =
  | { readonly kind: "empty" }
  | { readonly kind: "blank" }
  | { readonly kind: "too-long"; readonly length: number; readonly most: number }
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "beginning"; readonly beginning: string };

/** A regular expression for a JSON Schema. It matches exactly the texts of a kind in which {@link textFault} finds no fault. */
export function textShape(kind: TextKind): RegExp {
  const { beginnings = [], least, most, needsInk, refused }: TextRule = textRules[kind];
  const escaped = beginnings.map((each) => each.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  const begins = escaped.length === 0 ? "" : `(?!${escaped.join("|")})`;
  const refuses = refused === undefined ? "" : `(?![\\s\\S]*(?:${refused.source}))`;
  const inked = needsInk === true ? "(?=\\s*\\S)" : "";
  return new RegExp(`^${begins}${refuses}${inked}[\\s\\S]{${least},${most}}$`, "u");
}

/** Why AWS refuses a text of a kind; undefined if it accepts it. Lengths are in characters, not in UTF-16 code units. */
export function textFault(kind: TextKind, text: string): TextFault | undefined {
  const { beginnings = [], least, most, needsInk, refused }: TextRule = textRules[kind];
  if (text.length < least) return { kind: "empty" };
  if (needsInk === true && text.trim() === "") return { kind: "blank" };
  const length = text.length <= most ? text.length : Array.from(text).length;
  if (length > most) return { kind: "too-long", length, most };
  const beginning = beginnings.find((each) => text.startsWith(each));
  if (beginning !== undefined) return { kind: "beginning", beginning };
  const at = refused?.exec(text);
  return at == null
    ? undefined
    : { kind: "character", character: String.fromCodePoint(text.codePointAt(at.index) ?? 0) };
}

/** A fault as a clause about the text: `has 300 characters, 255 are allowed`. */
export function textFaultClause(fault: TextFault): string {
  switch (fault.kind) {
    case "empty":
      return "is empty";
    case "blank":
      return "holds nothing but blanks";
    case "too-long":
      return `has ${fault.length} characters, ${fault.most} are allowed`;
    case "character":
      return `contains ${JSON.stringify(fault.character)}, which is not allowed`;
    case "beginning":
      return `begins with ${JSON.stringify(fault.beginning)}, which is not allowed`;
  }
}
