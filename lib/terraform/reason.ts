/** Why something could not be resolved. `reasonText` makes the clause that people read. */
export type UnresolvedReason =
  | { readonly kind: "known-after-apply"; readonly untold: UntoldByPlan }
  | PartialPlan
  /** The plan puts the resource off to a later one; `why` as Terraform says it. */
  | { readonly kind: "deferred"; readonly why: string | undefined }
  | VariableReason
  | ModuleReason
  /** How many instances a resource or module has is not known, so that references to it are not either. */
  | { readonly kind: "instances-not-known"; readonly address: string; readonly because: UnresolvedReason }
  | AppliedReason
  | NotEvaluatedReason
  | FaultReason
  | AttributeReason;

/** What a plan does not tell of a value that is known only after apply. */
export type UntoldByPlan =
  /** The expression itself: a plan holds what it refers to, and not how. */
  | { readonly what: "expression" }
  /** What stands around the references, or between them. */
  | { readonly what: "rest-of-text"; readonly references: readonly string[] }
  /** Which of several things is meant. */
  | { readonly what: "choice"; readonly through: string | undefined; readonly candidates: readonly string[] }
  /** Which instance or member of the thing referred to is meant. */
  | { readonly what: "key"; readonly reference: string; readonly keys: readonly (string | number)[] }
  | { readonly what: "value" | "local-value"; readonly through: string }
  /** Which item of a list stands in this place. */
  | { readonly what: "item" };

/** The plan is of a part of the configuration: whatever seems to be missing may be in the rest. */
interface PartialPlan {
  readonly kind: "partial-plan";
  readonly because: "failed" | "targeted";
}

type VariableReason =
  /** `module` is the address of the module that asks for it; undefined: the root module. */
  | { readonly kind: "variable-without-value"; readonly variable: string; readonly module: string | undefined }
  | { readonly kind: "variable-not-of-its-type"; readonly variable: string; readonly fault: string };

/** Why a module is not read. */
export type NotReadReason =
  | { readonly kind: "module-not-given"; readonly folder: string }
  | { readonly kind: "module-from-registry" }
  /** Folders from the root to the module that calls one of them again. */
  | { readonly kind: "module-calls-itself"; readonly folders: readonly string[] };

type ModuleReason =
  | NotReadReason
  /** What comes out of a module that is not read. */
  | { readonly kind: "module-not-read"; readonly address: string; readonly because: NotReadReason };

/** What only the apply tells. */
type AppliedReason =
  /** `what` is an attribute with its address, or a bare one: `bucket`. */
  | { readonly kind: "made-at-apply"; readonly what: string; readonly by: "reading" | "making" }
  | { readonly kind: "secret"; readonly address: string };

type NotEvaluatedReason =
  | {
      readonly kind: "function-not-evaluated";
      readonly name: string;
      readonly because: "reads-files" | "differs-every-run" | "not-implemented";
    }
  /** A regular expression in RE2's syntax that JavaScript has nothing like. */
  | { readonly kind: "pattern-not-evaluated"; readonly pattern: string };

type FaultReason =
  /** What Terraform refuses to evaluate; `at` where it is written: `infra/alarms.tf.json:12:9`. */
  | { readonly kind: "evaluation-error"; readonly text: string; readonly at: string | undefined }
  /** `character`, from 1, of the text at `at`. */
  | { readonly kind: "syntax-error"; readonly text: string; readonly at: string; readonly character: number }
  | { readonly kind: "refers-to-itself"; readonly what: string }
  | { readonly kind: "references-too-deep" }
  | { readonly kind: "dynamic-block-incomplete"; readonly label: string };

/** What is wrong with an attribute whose value is known. */
type AttributeReason =
  | { readonly kind: "not-of-its-type"; readonly text: string }
  /** `elsewhere` is the argument that takes others. */
  | {
      readonly kind: "not-one-of";
      readonly value: string;
      readonly choices: readonly string[];
      readonly elsewhere: string | undefined;
    }
  | { readonly kind: "excluded-by"; readonly argument: string }
  | { readonly kind: "no-dead-letter-target" }
  | { readonly kind: "too-many-blocks"; readonly count: number }
  /** `standIn` stands for a name that is made at apply. */
  | {
      readonly kind: "name-made-at-apply";
      readonly from: "prefix" | "nothing" | "unknown-parts";
      readonly standIn: string;
    }
  /** Replay leaves it out whatever its value is: no other template would help. */
  | { readonly kind: "not-modelled"; readonly effect: "publishes-nothing" | "filters-events-as-they-are" };

/** Whether only the state after apply would tell more. */
export function isKnownAfterApply({ kind }: UnresolvedReason): boolean {
  return kind === "known-after-apply";
}
