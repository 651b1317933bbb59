import { TerraformDataSource, type TerraformElement } from "cdktf";

/**
 * Writes into the synthesized JSON why a resource does not follow a rule of checkov, as a comment in checkov's syntax, which Terraform
 * ignores. Only for what somebody chose: a rule that nobody decided against should fail. checkov itself (3.3) reads such comments in
 * HCL only; its other rules find nothing in the stacks, and a test holds that each failure has its comment.
 *
 * @see https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
 */
export function acceptRisk(resource: TerraformElement, reasons: Readonly<Partial<Record<CheckovRule, string>>>): void {
  const skipped = Object.entries(reasons).flatMap(([rule, reason]: [string, string | undefined]) =>
    reason === undefined ? [] : [`checkov:skip=${rule}:${reason}`],
  );
  if (skipped.length === 0) return;
  if (!(resource instanceof TerraformDataSource)) resource.addOverride("//.accepted", skipped);
  // cdktf writes a data source's comment over any other.
  else
    Object.defineProperty(resource, "constructNodeMetadata", {
      value: { ...(Reflect.get(resource, "constructNodeMetadata") as object), accepted: skipped },
    });
}

/** The rules of checkov that a setting of ours can decide against. */
export type CheckovRule =
  /** Log groups keep events for a year. */
  | "CKV_AWS_338"
  /** Log groups are encrypted with a customer-managed key. */
  | "CKV_AWS_158"
  /** Parameters are encrypted. */
  | "CKV2_AWS_34"
  /** Availability Zones are named. */
  | "CKV_AWS_394"
  /** VPCs have flow logs. */
  | "CKV2_AWS_11"
  /** Topics are encrypted with a key. */
  | "CKV_AWS_26"
  /** Parameters are encrypted with a customer-managed key. */
  | "CKV_AWS_337"
  /** Objects are encrypted with a customer-managed key. */
  | "CKV_AWS_186"
  /** Buckets log who reads them. */
  | "CKV_AWS_18"
  /** Buckets keep old versions. */
  | "CKV_AWS_21"
  /** Buckets are copied to another Region. */
  | "CKV_AWS_144"
  /** Buckets are encrypted with a customer-managed key. */
  | "CKV_AWS_145"
  /** Buckets tell of new objects. */
  | "CKV2_AWS_62"
  /** Load balancers cannot be deleted by mistake. */
  | "CKV_AWS_150"
  /** Load balancers log connections. */
  | "CKV_AWS_91";
