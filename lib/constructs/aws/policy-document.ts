import type { Permission } from "../../aws";
import { literal } from "./tokens";

/** One statement of an IAM, KMS, SNS or SQS policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";

  /** @default - none, as in a policy of an identity */
  readonly Principal?: "*" | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string | readonly string[];

  /** @default - none, as in the trust policy of a role */
  readonly Resource?: string | readonly string[];

  /** @default - always */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy as JSON. Tokens in it are kept, so no Terraform function is needed. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return literal(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
}

/** A statement that denies requests without TLS. */
export function denyInsecureTransport(action: string, resource: string | readonly string[]): PolicyStatement {
  return {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** What an identity may do, as statements of its policy. */
export function allowed(permissions: readonly Permission[]): PolicyStatement[] {
  return permissions.map(({ actions, condition, resources }, index) => ({
    Sid: `Allow${index + 1}`,
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(condition === undefined ? {} : { Condition: condition }),
  }));
}
