import type { Construct } from "constructs";
import { type DataProtectionFault, dataProtectionFaults, dataProtectionPolicy } from "../../aws";
import type { Redaction } from "../../contract";
import type { ConstructError } from "../construct-error";
import { emptyShape, unknownIdentifier } from "../errors";
import { refusedText, tooMany } from "../limit-errors";
import { stackMap } from "./stack-map";
import { literal } from "./tokens";

/** Where CloudWatch Logs reports what it masked: exactly one of the three. It must exist already. */
export type AuditDestination =
  /** A log group other than the audited one: `/aws/vendedlogs/...` needs no further permission. */
  | { readonly logGroup: { readonly name: string } }
  | { readonly bucket: { readonly bucket: string } }
  | { readonly deliveryStream: { readonly name: string } };

/**
 * The data-protection policy of a log group for a redaction list. A shape with a managed identifier uses that, any other becomes
 * a custom data identifier. The keys of the list are the logger's task.
 *
 * @returns undefined for a list without shapes
 * @throws {ConstructError} for a policy that CloudWatch Logs refuses
 */
export function maskingPolicy(scope: Construct, redaction: Redaction, audit?: AuditDestination): string | undefined {
  if (redaction.shapes.length === 0) return undefined;
  if (audit !== undefined) return writePolicy(scope.node.path, redaction, audit);
  // Written once per stack: thousands of log groups may share one redaction list.
  const written = stackMap<Redaction, string>(scope, "sightline:masking-policies");
  const policy = written.get(redaction) ?? writePolicy(scope.node.path, redaction);
  written.set(redaction, policy);
  return policy;
}

function writePolicy(path: string, { shapes }: Redaction, audit?: AuditDestination): string {
  const destination = findingsDestination(audit);
  const [fault] = dataProtectionFaults(shapes, destination);
  if (fault !== undefined) throw refused(path, fault);
  return literal(dataProtectionPolicy(shapes, destination));
}

function refused(path: string, fault: DataProtectionFault): ConstructError {
  switch (fault.kind) {
    case "managed":
      return unknownIdentifier(path, fault.shape, fault.managed);
    case "empty":
      return emptyShape(path, fault.shape);
    case "name":
      return refusedText(path, { kind: "dataIdentifier", text: fault.text, fault: fault.fault });
    case "pattern":
      return refusedText(path, {
        kind: "dataIdentifierPattern",
        text: fault.text,
        fault: fault.fault,
        what: `pattern of shape ${fault.shape}`,
      });
    case "excess":
      return tooMany(path, fault.excess, "Use managed identifiers, or remove shapes from the redaction list.");
  }
}

function findingsDestination(audit: AuditDestination | undefined): object {
  if (audit === undefined) return {};
  if ("logGroup" in audit) return { CloudWatchLogs: { LogGroup: audit.logGroup.name } };
  if ("bucket" in audit) return { S3: { Bucket: audit.bucket.bucket } };
  return { Firehose: { DeliveryStream: audit.deliveryStream.name } };
}
