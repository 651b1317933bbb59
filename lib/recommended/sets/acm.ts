import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

/** Alarms on a certificate. */
export const acm = {
  kind: "resource",
  of: "a certificate of AWS Certificate Manager",
  dimensions: { CertificateArn: "the certificate's ARN" },
  terraform: [{ type: "aws_acm_certificate", dimensions: { CertificateArn: { attribute: "arn" } } }],
  alarms: {
    expiry: {
      summary: "{resource} expires soon and has not been renewed.",
      impact: "Once it has expired, clients refuse to connect.",
      reason:
        "AWS recommends 44 days: ACM renews before, so a certificate that is still there is one whose renewal fails, or which somebody imported. A week before the end it must not wait any longer. Nothing is published once it has expired.",
      source: awsRecommends("CertificateManager"),
      watches: { kind: "value", metric: "acm.days_to_expiry" },
      period: "1d",
      periods: 1,
      missingData: "breaching",
      severities: { warning: { atMost: 44 }, critical: { atMost: 7 } },
    },
  },
} as const satisfies ResourceSet;
