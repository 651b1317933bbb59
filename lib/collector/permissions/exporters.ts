import { below, isSet, isSetAt, listAt } from "../rules/values";
import { logGroupNeeds } from "./log-groups";
import { all, need, type Needs, nothing, open } from "./need";
import { arnIn, type CollectorPlace, globalArn } from "./place";
import { patternOf, setting, textOf, type Used } from "./settings";

type Derive = (used: Used, place: CollectorPlace) => Needs;

/** What exporters of AWS need, by type. Those that send through `sigv4auth` are in `signed`. */
export const exporterNeeds: Readonly<Record<string, Derive>> = {
  awscloudwatchlogs: (used, place) =>
    asRole(used, ["role_arn"], ["logs:CreateLogStream", "logs:PutLogEvents"], () => {
      const group = setting(used, ["log_group_name"]);
      const stream = setting(used, ["log_stream_name"]);
      if (!("text" in group)) return open(group.path, group.reason, ["logs:CreateLogStream", "logs:PutLogEvents"]);
      return withRegion(used, ["region"], place, (region) =>
        logGroupNeeds(used, place, {
          group: group.text,
          groupKey: "log_group_name",
          region,
          stream: textOf(stream) ?? "*",
        }),
      );
    }),

  awsemf: (used, place) => {
    if (below(used.settings, ["output_destination"]) === "stdout") return nothing;
    const write = ["logs:CreateLogStream", "logs:PutLogEvents"];
    return asRole(used, ["role_arn"], write, () => {
      const group = setting(used, ["log_group_name"]);
      if (!("text" in group) && group.reason === "filled-in") return open(group.path, group.reason, write);
      const namespace = setting(used, ["namespace"]);
      // Where neither is written, the resource of each metric names the group.
      const usual = "text" in namespace ? namespace.text : "{namespace}";
      const stream = setting(used, ["log_stream_name"]);
      const usualStream = "reason" in stream && stream.reason === "missing" ? "otel-stream-*" : "*";
      return withRegion(used, ["region"], place, (region) =>
        logGroupNeeds(used, place, {
          group: textOf(group) ?? `/metrics/${usual}`,
          groupKey: "log_group_name",
          region,
          stream: textOf(stream) ?? usualStream,
        }),
      );
    });
  },

  awsxray: (used) => {
    const actions = [
      "xray:PutTraceSegments",
      ...(below(used.settings, ["telemetry", "enabled"]) === true ? ["xray:PutTelemetryRecords"] : []),
    ];
    return asRole(used, ["role_arn"], actions, () => need(actions, ["*"]));
  },

  awss3: (used, place) => {
    const uploader = ["s3uploader"];
    const actions = ["s3:PutObject", ...(isSet(used.settings, "s3uploader", "acl") ? ["s3:PutObjectAcl"] : [])];
    return asRole(used, [...uploader, "role_arn"], actions, () => {
      const bucket = setting(used, [...uploader, "s3_bucket"]);
      if (!("text" in bucket)) return open(bucket.path, bucket.reason, actions);
      const prefixes = ["s3_base_prefix", "s3_prefix"].map((key) => setting(used, [...uploader, key]));
      const isKnown = prefixes.every((each) => "text" in each || each.reason === "missing");
      const folders = isKnown ? prefixes.flatMap((each) => ("text" in each ? [trimmed(each.text)] : [])) : [];
      const byItem = ["s3_bucket", "s3_prefix"].filter((key) => isSet(used.settings, "resource_attrs_to_s3", key));
      const where = byItem.includes("s3_prefix") ? [] : folders;
      return all([
        need(actions, [globalArn(place, "s3", [bucket.text, ...where, "*"].join("/"))]),
        ...byItem.map((key) => open([...used.path, "resource_attrs_to_s3", key], "by-item", actions)),
        ...(isKnown ? [] : [open([...used.path, ...uploader, "s3_prefix"], "filled-in", actions)]),
      ]);
    });
  },

  awskinesis: (used, place) => {
    const actions = ["kinesis:PutRecords"];
    return asRole(used, ["aws", "role"], actions, () => {
      const stream = setting(used, ["aws", "stream_name"]);
      if (!("text" in stream)) return open(stream.path, stream.reason, actions);
      return withRegion(used, ["aws", "region"], place, (region) =>
        need(actions, [arnIn(place, "kinesis", `stream/${stream.text}`, region)]),
      );
    });
  },

  load_balancing: (used) => {
    const keys = ["resolver", "aws_cloud_map"];
    if (!isSetAt(used.settings, keys)) return nothing;
    const actions = ["servicediscovery:DiscoverInstances"];
    const namespace = setting(used, [...keys, "namespace"]);
    const service = setting(used, [...keys, "service_name"]);
    const missing = [namespace, service].filter((each) => !("text" in each));
    if (missing.length > 0)
      return all(missing.flatMap((each) => ("text" in each ? [] : [open(each.path, each.reason, actions)])));
    // https://docs.aws.amazon.com/cloud-map/latest/dg/security_iam_service-with-iam.html
    return need(actions, ["*"], {
      StringEquals: {
        "servicediscovery:NamespaceName": textOf(namespace) ?? "",
        "servicediscovery:ServiceName": textOf(service) ?? "",
      },
    });
  },
};

/** What other components need in AWS, by section and type. */
export const otherNeeds: Readonly<Record<string, Derive>> = {
  "processors resource_detection": (used) => {
    const detectors = listAt(used.settings, "detectors");
    const isTagged = listAt(used.settings, "ec2", "tags").length > 0;
    const fromMetadata = below(used.settings, ["ec2", "tags_from_imds"]) === true;
    return all([
      ...(detectors.includes("ec2") && isTagged && !fromMetadata ? [need(["ec2:DescribeTags"], ["*"])] : []),
      ...(detectors.includes("eks") ? [need(["ec2:DescribeInstances"], ["*"])] : []),
    ]);
  },

  // Its proxy asks for the rules by which the X-Ray SDK samples.
  "receivers awsxray": (used) => {
    const actions = ["xray:GetSamplingRules", "xray:GetSamplingTargets"];
    return asRole(used, ["proxy_server", "role_arn"], actions, () => need(actions, ["*"]));
  },

  "extensions ecs_observer": (used, place) => {
    const inCluster = [
      "ecs:DescribeContainerInstances",
      "ecs:DescribeServices",
      "ecs:DescribeTasks",
      "ecs:ListServices",
      "ecs:ListTasks",
    ];
    const cluster = setting(used, ["cluster_name"]);
    const anywhere = need(["ec2:DescribeInstances", "ecs:DescribeTaskDefinition"], ["*"]);
    if (!("text" in cluster) && cluster.reason === "filled-in")
      return all([anywhere, open(cluster.path, cluster.reason, inCluster)]);
    const name = textOf(cluster) ?? "default";
    return withRegion(used, ["cluster_region"], place, (region) =>
      all([
        anywhere,
        need(inCluster, ["*"], { ArnEquals: { "ecs:cluster": arnIn(place, "ecs", `cluster/${name}`, region) } }),
      ]),
    );
  },
};

/** Components of AWS whose calls are not known here. */
export const notKnown: ReadonlySet<string> = new Set([
  "receivers awscloudwatch",
  "receivers awscontainerinsightreceiver",
  "receivers awscontainerinsight",
  "receivers awsfirehose",
  "receivers awss3",
  "extensions awscloudwatchmetricstreams_encoding",
  "extensions awsproxy",
]);

/** What a component does itself, or, if it has a role for that, as that role. */
function asRole(used: Used, keys: readonly string[], actions: readonly string[], itself: () => Needs): Needs {
  const role = setting(used, keys);
  if ("text" in role)
    return all([need(["sts:AssumeRole"], [role.text]), open([...used.path, ...keys], "other-role", actions)]);
  return role.reason === "filled-in" ? open(role.path, "filled-in", ["sts:AssumeRole"]) : itself();
}

/** With a Region that is filled in at start, any Region: the other parts of an ARN still say what is meant. */
function withRegion(
  used: Used,
  keys: readonly string[],
  place: CollectorPlace,
  needs: (region: string) => Needs,
): Needs {
  const region = setting(used, keys);
  if ("text" in region) return needs(region.text);
  return region.reason === "missing" ? needs(place.region) : all([needs("*"), open(region.path, "filled-in")]);
}

function trimmed(prefix: string): string {
  return patternOf(prefix.replace(/^\/+|\/+$/g, "")).pattern;
}
