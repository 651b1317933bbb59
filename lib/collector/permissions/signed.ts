import { endpointOf } from "../rules/endpoint-text";
import { all, need, type Needs, open } from "./need";
import { arnIn, type CollectorPlace } from "./place";
import { header, setting, textOf, type Used } from "./settings";

/**
 * What an exporter needs that signs its requests with the extension `sigv4auth`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPGettingStarted.html
 */
export function signedNeeds(exporter: Used, extension: Used, place: CollectorPlace): Needs {
  const services = servicesOf(exporter, extension);
  const needs = all(
    services.map(({ key, region, service }) => serviceNeeds(exporter, { key, region, service }, place)),
  );
  const role = setting(extension, ["assume_role", "arn"]);
  if ("text" in role) {
    const actions = [...needs.statements, ...needs.open].flatMap((each) => each.actions);
    return all([
      need(["sts:AssumeRole"], [role.text]),
      open([...extension.path, "assume_role", "arn"], "other-role", [...new Set(actions)]),
    ]);
  }
  return role.reason === "filled-in" ? open(role.path, "filled-in", ["sts:AssumeRole"]) : needs;
}

interface Signed {
  readonly service: string | undefined;
  readonly region: string | undefined;
  /** The setting with the address. */
  readonly key: string;
}

const addressKeys = ["endpoint", "logs_endpoint", "metrics_endpoint", "traces_endpoint"] as const;

// An exporter may have an address for each signal; the extension's service, if it is written, is that of all of them.
function servicesOf(exporter: Used, extension: Used): readonly Signed[] {
  const given = textOf(setting(extension, ["service"]));
  const givenRegion = textOf(setting(extension, ["region"]));
  const addresses = addressKeys.flatMap((key) => {
    const address = setting(exporter, [key]);
    if (!("text" in address))
      return address.reason === "filled-in" ? [{ key, service: given, region: givenRegion }] : [];
    const { region, service } = hostParts(endpointOf(address.text)?.host ?? "");
    return [{ key, service: given ?? service, region: givenRegion ?? region }];
  });
  return addresses.length === 0 ? [{ key: "endpoint", service: given, region: givenRegion }] : addresses;
}

/** `logs` and `eu-central-1` of `logs.eu-central-1.amazonaws.com`; `es` of `search-shop-abc.eu-central-1.es.amazonaws.com`. */
function hostParts(host: string): { readonly service?: string; readonly region?: string } {
  const [, domain, inner] = /\.([a-z0-9-]+)\.(es|aoss|osis)\.amazonaws\.com(?:\.cn)?$/.exec(host) ?? [];
  if (domain !== undefined && inner !== undefined) return { service: inner, region: domain };
  const [, service, region] =
    /^(?:[a-z0-9-]+\.)*?([a-z-]+)\.([a-z]{2}(?:-[a-z]+)+-\d)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.exec(host) ?? [];
  if (service === undefined || region === undefined) return {};
  return { service: service === "aps-workspaces" ? "aps" : service, region };
}

function serviceNeeds(exporter: Used, { key, region = "", service }: Signed, place: CollectorPlace): Needs {
  const where = region === "" ? place.region : region;
  switch (service) {
    case "logs": {
      const actions = ["logs:PutLogEvents"];
      const group = header(exporter, "x-aws-log-group");
      if (!("text" in group)) return open(group.path, group.reason, actions);
      const stream = header(exporter, "x-aws-log-stream");
      if (!("text" in stream)) return open(stream.path, stream.reason, actions);
      return need(actions, [arnIn(place, "logs", `log-group:${group.text}:log-stream:${stream.text}`, where)]);
    }
    // Neither knows resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
    case "monitoring":
      return need(["cloudwatch:PutMetricData"], ["*"]);
    // Of the policy that AWS names for its endpoint, the part that writes:
    // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSXrayWriteOnlyAccess.html
    case "xray":
      return need(["xray:PutTraceSegments"], ["*"]);
    case "aps": {
      const actions = ["aps:RemoteWrite"];
      const endpoint = setting(exporter, ["endpoint"]);
      const workspace = /\/workspaces\/(ws-[0-9a-f-]+)\//.exec(textOf(endpoint) ?? "")?.[1];
      if (workspace === undefined)
        return open([...exporter.path, "endpoint"], "text" in endpoint ? "not-known" : endpoint.reason, actions);
      return need(actions, [arnIn(place, "aps", `workspace/${workspace}`, where)]);
    }
    case "es":
      return open([...exporter.path, key], "not-known", ["es:ESHttpPost", "es:ESHttpPut"]);
    case "aoss":
      return open([...exporter.path, key], "not-known", ["aoss:APIAccessAll"]);
    case "osis":
      return open([...exporter.path, key], "not-known", ["osis:Ingest"]);
    default:
      return service === undefined
        ? open([...exporter.path, key], "filled-in")
        : open([...exporter.path, key], "not-known");
  }
}

/** The extension by which an exporter signs, if it does. */
export function signerOf(exporter: Used, extensions: readonly Used[]): Used | undefined {
  const id = textOf(setting(exporter, ["auth", "authenticator"]));
  return extensions.find((each) => each.id === id && each.type === "sigv4auth");
}
