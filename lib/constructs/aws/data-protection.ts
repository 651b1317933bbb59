import type { RedactedShape, Redaction } from "../../contract";
import { badName, emptyShape, tooLong, tooMany } from "../errors";
import { literal } from "./tokens";

/** Where CloudWatch Logs reports what it masked. Must exist already; exactly one of the three. */
export type AuditDestination =
  /** A log group, not the audited one: `/aws/vendedlogs/...` needs no further permission. */
  | { readonly logGroup: { readonly name: string } }
  | { readonly bucket: { readonly bucket: string } }
  | { readonly deliveryStream: { readonly name: string } };

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
const longestPolicy = 30_720;
const mostCustomIdentifiers = 10;
const longestExpression = 200;
const expressionCharacters = /^[A-Za-z0-9_#=@/;, ^$?[\]{}|\\*+.-]+$/;

// Thousands of log groups share one redaction: its policy is written once.
const written = new WeakMap<Redaction, string>();

/**
 * The log group's data-protection policy for a redaction list: two statements over the same identifiers, one that audits and
 * one that masks. Undefined if the list has no shapes. A shape with a managed identifier uses that, another becomes a custom
 * data identifier; keys are the logger's matter.
 */
export function dataProtectionPolicy(path: string, redaction: Redaction, audit?: AuditDestination): string | undefined {
  if (redaction.shapes.length === 0) return undefined;
  if (audit !== undefined) return writePolicy(path, redaction, audit);
  const known = written.get(redaction) ?? writePolicy(path, redaction);
  written.set(redaction, known);
  return known;
}

function writePolicy(path: string, redaction: Redaction, audit?: AuditDestination): string {
  const identifiers = redaction.shapes.map((shape) =>
    shape.managed === undefined ? shape.name : `arn:aws:dataprotection::aws:data-identifier/${shape.managed}`,
  );
  const custom = redaction.shapes
    .filter((shape) => shape.managed === undefined)
    .map((shape) => customIdentifier(path, shape));
  if (custom.length > mostCustomIdentifiers) {
    throw tooMany(
      path,
      "redacted shapes without a managed identifier",
      custom.length,
      mostCustomIdentifiers,
      "use managed identifiers, or join patterns with |.",
    );
  }
  const policy = JSON.stringify({
    Name: "data-protection",
    Version: "2021-06-01",
    ...(custom.length === 0 ? {} : { Configuration: { CustomDataIdentifier: custom } }),
    Statement: [
      {
        Sid: "audit",
        DataIdentifier: identifiers,
        Operation: { Audit: { FindingsDestination: findingsDestination(audit) } },
      },
      { Sid: "redact", DataIdentifier: identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
  if (policy.length > longestPolicy) throw tooLong(path, "data-protection policy", policy, longestPolicy);
  return literal(policy);
}

function customIdentifier(path: string, shape: RedactedShape): { Name: string; Regex: string } {
  if (shape.pattern === undefined) throw emptyShape(path, shape.name);
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(shape.name))
    throw badName(path, "data identifier", shape.name, "Use 1 to 128 letters, digits, _ and -.");
  if (shape.pattern.length > longestExpression)
    throw tooLong(path, `pattern of shape ${shape.name}`, shape.pattern, longestExpression);
  if (!expressionCharacters.test(shape.pattern)) {
    throw badName(
      path,
      `pattern of shape ${shape.name}`,
      shape.pattern,
      "Use letters, digits, blanks and _#=@/;,-^$?[]{}|\\*+. only: no groups.",
    );
  }
  return { Name: shape.name, Regex: shape.pattern };
}

function findingsDestination(audit: AuditDestination | undefined): object {
  if (audit === undefined) return {};
  if ("logGroup" in audit) return { CloudWatchLogs: { LogGroup: audit.logGroup.name } };
  if ("bucket" in audit) return { S3: { Bucket: audit.bucket.bucket } };
  return { Firehose: { DeliveryStream: audit.deliveryStream.name } };
}
