import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import {
  App,
  conditional,
  Fn,
  LocalBackend,
  Op,
  propertyAccess,
  TerraformCount,
  TerraformHclModule,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Token,
} from "cdktf";
import type { Construct } from "constructs";

// A cdktf app of somebody else's, as it were: of everything that cdktf writes for expressions, something decides what an alarm does.

/** What all its alarms have, unless they say otherwise. */
const usual = {
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  evaluationPeriods: 1,
  namespace: "Shop",
  metricName: "Errors",
  period: 60,
  statistic: "Sum",
  threshold: 1,
};

/**
 * Synthesizes the stacks `alerts` and `service`, whose state is in a file of the same name.
 *
 * @param module source of a module of a topic with an e-mail subscription: variables `name`, `email`; output `topic_arn`
 */
export function expressiveApp(outdir: string, module: string): void {
  const app = new App({ outdir });
  const alerts = stack(app, "alerts", outdir);
  const topics = sharedTopics(alerts);
  const service = stack(app, "service", outdir);
  alarms(service, { ...topics, module });
  app.synth();
}

function stack(app: App, name: string, outdir: string): TerraformStack {
  const made = new TerraformStack(app, name);
  new LocalBackend(made, { path: `${outdir}/${name}.tfstate` });
  new AwsProvider(made, "aws", { region: "eu-central-1" });
  return made;
}

/** Topics of which another stack reads the ARNs. */
function sharedTopics(scope: Construct) {
  const page = new SnsTopic(scope, "page", { name: "shared-page" });
  new SnsTopicSubscription(scope, "pager", {
    topicArn: page.arn,
    protocol: "https",
    endpoint: "https://events.example.com/hook",
  });
  const teams = TerraformIterator.fromMap({ web: { mail: "web@example.org" }, data: { mail: "data@example.org" } });
  const topics = new SnsTopic(scope, "team", { forEach: teams, name: `team-${teams.key}` });
  new SnsTopicSubscription(scope, "team-mail", {
    forEach: teams,
    topicArn: Token.asString(propertyAccess(topics.fqn, [teams.key, "arn"])),
    protocol: "email",
    endpoint: teams.getString("mail"),
  });
  return { page, teams: topics };
}

function alarms(scope: Construct, { module, page, teams }: { module: string; page: SnsTopic; teams: SnsTopic }): void {
  const env = new TerraformVariable(scope, "env", { type: "string", default: "prod" });
  const loud = new TerraformVariable(scope, "loud", { type: "bool", default: true });
  const prefix = new TerraformLocal(scope, "prefix", `\${upper("shop")}-${env.stringValue}`);
  const own = new SnsTopic(scope, "own", { name: `${prefix.asString}-own` });
  const quiet = new SnsTopic(scope, "quiet", { name: Fn.join("-", [prefix.asString, "quiet"]) });
  const queue = new SqsQueue(scope, "queue", { name: Fn.lower(`${prefix.asString}-alarms`) });
  new SnsTopicSubscription(scope, "own-queue", { topicArn: own.arn, protocol: "sqs", endpoint: queue.arn });
  new SnsTopicSubscription(scope, "quiet-mail", {
    topicArn: quiet.arn,
    protocol: "email",
    endpoint: "quiet@example.org",
  });

  const account = new DataAwsCallerIdentity(scope, "me", {});
  const admit = new DataAwsIamPolicyDocument(scope, "admit", {
    statement: [
      {
        actions: ["sns:Publish"],
        resources: [own.arn],
        principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
        condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account.accountId] }],
      },
    ],
  });
  new SnsTopicPolicy(scope, "own-policy", { arn: own.arn, policy: admit.json });

  const group = new CloudwatchLogGroup(scope, "logs", { name: `/shop/${env.stringValue}/api` });
  const filter = new CloudwatchLogMetricFilter(scope, "errors", {
    name: "errors",
    logGroupName: group.name,
    pattern: '{ ($.level = "error") && ($.service.name = "api") }',
    metricTransformation: { name: "Errors", namespace: `Shop/${env.stringValue}`, value: "1", defaultValue: "0" },
  });
  // A metric that is named by the filter that publishes it.
  new CloudwatchMetricAlarm(scope, "of-filter", {
    ...usual,
    alarmName: `${prefix.asString}-errors`,
    namespace: filter.metricTransformation.namespace,
    metricName: filter.metricTransformation.name,
    alarmActions: [page.arn, own.arn],
    okActions: [page.arn],
    treatMissingData: Token.asString(conditional(loud.booleanValue, "breaching", "notBreaching")),
  });
  new CloudwatchMetricAlarm(scope, "conditional", {
    ...usual,
    alarmName: `${prefix.asString}-conditional`,
    threshold: Token.asNumber(conditional(Op.eq(env.stringValue, "prod"), 5, 50)),
    alarmActions: [Token.asString(conditional(loud.booleanValue, own.arn, quiet.arn))],
  });

  const services = TerraformIterator.fromMap({
    api: { threshold: 3, team: "web" },
    etl: { threshold: 30, team: "data" },
  });
  new CloudwatchMetricAlarm(scope, "by-service", {
    ...usual,
    forEach: services,
    alarmName: `${services.key}-slow`,
    dimensions: { Service: services.key },
    threshold: services.getNumber("threshold"),
    alarmActions: [Token.asString(propertyAccess(teams.fqn, [services.getString("team"), "arn"]))],
  });

  const mails = TerraformIterator.fromMap({ day: "day@example.org", night: "night@example.org" });
  const shifts = new TerraformHclModule(scope, "shifts", {
    source: "topic",
    forEach: mails,
    variables: { name: `shift-${mails.key}`, email: Token.asString(mails.value) },
  });
  const first = new TerraformHclModule(scope, "first", {
    source: "topic",
    variables: { name: Token.asString(Fn.format("%s-%02d", ["first", 1])), email: "first@example.org" },
  });
  // cdktf would copy the folder of a relative source.
  for (const called of [shifts, first]) called.addOverride("source", module);
  new CloudwatchMetricAlarm(scope, "by-shift", {
    ...usual,
    forEach: mails,
    alarmName: `shift-${mails.key}`,
    alarmActions: [`\${module.${shifts.friendlyUniqueId}[each.key].topic_arn}`],
    okActions: Token.asList(Fn.concat([[first.getString("topic_arn")], [own.arn]])),
  });

  const two = TerraformCount.of(2);
  new CloudwatchMetricAlarm(scope, "counted", {
    ...usual,
    count: two,
    alarmName: `counted-${Token.asString(two.index)}`,
    alarmActions: [Token.asString(Fn.element([own.arn, quiet.arn], two.index))],
    insufficientDataActions: Token.asList(Fn.compact([quiet.arn, ""])),
  });

  const queries = TerraformIterator.fromList(["Errors", "Timeouts"]);
  new CloudwatchMetricAlarm(scope, "math", {
    alarmName: Fn.replace("math sum", " ", "-"),
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: Fn.max([2, 1]),
    datapointsToAlarm: 2,
    threshold: Token.asNumber(
      Fn.tonumber(Fn.lookup(Token.asAny(Fn.jsondecode(Fn.rawString('{"limit":"7"}'))), "limit", "1")),
    ),
    treatMissingData: "missing",
    metricQuery: queries.dynamic({
      id: Fn.lower(Token.asString(queries.value)),
      metric: { metric_name: Token.asString(queries.value), namespace: "Shop", period: 60, stat: "Sum" },
    }),
    alarmActions: Token.asList(Fn.values({ a: quiet.arn })),
  });
  const overridden = new CloudwatchMetricAlarm(scope, "overridden", {
    ...usual,
    alarmName: "overridden",
    alarmActions: [quiet.arn],
  });
  overridden.addOverride("alarm_actions", [`\${${own.fqn}.arn}`, `\${${quiet.fqn}.arn}`]);
  overridden.addOverride("treat_missing_data", "notBreaching");
  overridden.addOverride("dimensions", { Service: `\${var.env}-\${length("abcd")}` });
  new TerraformOutput(scope, "own-arn", { value: own.arn });
}
