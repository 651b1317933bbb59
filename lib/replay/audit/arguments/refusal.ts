import type {
  ActionFault,
  DashboardFault,
  DataProtectionDocumentFault,
  Excess,
  FilterPolicyFault,
  LogDestinationFault,
  LogGroupClass,
  PolicyGrammarFault,
  RedriveFault,
  SubscriptionFault,
  TextFault,
} from "../../../aws";
import type { PatternRefusal } from "../../metrics";

/** Why AWS, or Terraform's provider before it, refuses an argument. `argumentText` puts it into words. */
export type ArgumentFault =
  | { readonly kind: "missing" }
  | { readonly kind: "text"; readonly fault: TextFault; readonly form: string }
  | { readonly kind: "choice"; readonly value: string; readonly choices: readonly string[] }
  /** `of`: what it should be the ARN of; undefined: of anything. */
  | { readonly kind: "not-an-arn"; readonly value: string; readonly of: string | undefined }
  | { readonly kind: "not-json" }
  | { readonly kind: "excess"; readonly excess: Excess }
  /** Another argument is given, and only one of the two is allowed. */
  | { readonly kind: "excluded-by"; readonly other: string }
  | { readonly kind: "needs"; readonly other: string }
  | { readonly kind: "least"; readonly value: number; readonly least: number }
  /** The key is in another Region. */
  | { readonly kind: "other-region"; readonly region: string; readonly own: string }
  | { readonly kind: "tag"; readonly tag: string; readonly part: "key" | "value"; readonly fault: TextFault }
  /** The name of a topic in order ends in .fifo, that of any other topic does not. */
  | { readonly kind: "fifo-name" | "not-fifo-name" }
  | { readonly kind: "only-for-fifo" }
  /** It is for percentiles. */
  | { readonly kind: "not-for-statistic"; readonly statistic: string }
  | { readonly kind: "log-group-class"; readonly logGroupClass: string }
  | { readonly kind: "pattern"; readonly refusal: PatternRefusal }
  | { readonly kind: "action"; readonly action: string; readonly fault: ActionFault }
  | { readonly kind: "subscription"; readonly fault: SubscriptionFault }
  | { readonly kind: "filter-policy"; readonly fault: FilterPolicyFault }
  | { readonly kind: "redrive"; readonly fault: RedriveFault }
  | { readonly kind: "destination"; readonly fault: LogDestinationFault }
  | { readonly kind: "policy"; readonly fault: PolicyGrammarFault }
  | { readonly kind: "out-of-topic-scope"; readonly action: string }
  | { readonly kind: "data-protection"; readonly fault: DataProtectionDocumentFault }
  | { readonly kind: "dashboard"; readonly fault: DashboardFault };

/** What is known beside the arguments of a resource. */
export interface Surroundings {
  /** Undefined: it is not known. */
  readonly region: string | undefined;
  /** The class of a log group of the template. */
  readonly classOf: (logGroup: string) => LogGroupClass | undefined;
}

/** An argument that is refused. */
export interface ArgumentRefusal {
  /** `metric_query[0].metric[0].unit` */
  readonly argument: string;
  /** `provider`: the plan fails; `aws`: the apply. */
  readonly by: "aws" | "provider";
  readonly fault: ArgumentFault;
}
