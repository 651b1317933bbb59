/** Why something could not be resolved. `reasonText` writes it as a clause. */
export type UnresolvedReason =
  | { readonly kind: "known-after-apply"; readonly untold: UntoldByPlan }
  | PartialPlan
  /** The plan defers the resource to a later plan; `why` is Terraform's reason. */
  | { readonly kind: "deferred"; readonly why: string | undefined }
  | VariableReason
  | ModuleReason
  | StackReason
  /** The number of instances of a resource or module is not known, and so references to it are not known either. */
  | { readonly kind: "instances-not-known"; readonly address: string; readonly because: UnresolvedReason }
  | AppliedReason
  | NotEvaluatedReason
  | FaultReason
  | AttributeReason;

/** What a plan does not show about a value that is known only after apply. */
export type UntoldByPlan =
  /** The expression itself: a plan lists its references, but not how it uses them. */
  | { readonly what: "expression"; readonly references: readonly string[] }
  /** The text around the references, or between them. */
  | { readonly what: "rest-of-text"; readonly references: readonly string[] }
  /** Which of several candidates is meant. */
  | { readonly what: "choice"; readonly through: string | undefined; readonly candidates: readonly string[] }
  /** Which instance or member of the referenced thing is meant. */
  | { readonly what: "key"; readonly reference: string; readonly keys: readonly (string | number)[] }
  | { readonly what: "value" | "local-value"; readonly through: string }
  /** Which item of a list is at this index. */
  | { readonly what: "item" };

/** The plan covers only a part of the configuration: what seems to be missing may be in the rest. */
interface PartialPlan {
  readonly kind: "partial-plan";
  readonly because: "failed" | "targeted";
}

type VariableReason =
  /** `module` is the address of the module that declares the variable; undefined: the root module. */
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
  /** An output of a module that is not read. */
  | { readonly kind: "module-not-read"; readonly address: string; readonly because: NotReadReason };

/** Why an output of another stack is not known. `address`: the data source that reads it. */
type StackReason =
  /** `state` is where it is kept: `s3 states/alerts.tfstate`; `candidates`: given stacks of which each may be meant. */
  | {
      readonly kind: "stack-not-given";
      readonly address: string;
      readonly state: string | undefined;
      readonly candidates: readonly string[];
    }
  | {
      readonly kind: "output-not-in-stack";
      readonly address: string;
      readonly output: string;
      readonly stack: string;
    };

/** What is known only after apply. */
type AppliedReason =
  /** `what` is an attribute with its address, or a bare one: `bucket`. */
  | { readonly kind: "made-at-apply"; readonly what: string; readonly by: "reading" | "making" }
  | { readonly kind: "secret"; readonly address: string };

type NotEvaluatedReason = {
  readonly kind: "function-not-evaluated";
  readonly name: string;
  readonly because: "reads-files" | "differs-every-run" | "not-implemented";
};

type FaultReason =
  /** What Terraform refuses to evaluate; `at` is where it is written: `infra/alarms.tf.json:12:9`. */
  | { readonly kind: "evaluation-error"; readonly text: string; readonly at: string | undefined }
  /** `character`, from 1, of the text at `at`. */
  | {
      readonly kind: "syntax-error";
      readonly text: string;
      readonly at: string | undefined;
      readonly character: number;
    }
  | { readonly kind: "refers-to-itself"; readonly what: string }
  | { readonly kind: "references-too-deep" }
  /** Its evaluation takes more steps or makes a longer text than is allowed; `at` is where it is written. */
  | { readonly kind: "too-much-work"; readonly text: string; readonly at: string | undefined }
  | { readonly kind: "dynamic-block-incomplete"; readonly label: string };

/** What is wrong with an attribute whose value is known. */
type AttributeReason =
  | { readonly kind: "not-of-its-type"; readonly text: string }
  /** `elsewhere` is the argument that takes other values. */
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
  /** Replay ignores it whatever its value is: another template would not help. */
  | { readonly kind: "not-modelled"; readonly effect: "publishes-nothing" | "filters-events-as-they-are" };

const FAULTS: ReadonlySet<string> = new Set<FaultReason["kind"]>([
  "evaluation-error",
  "syntax-error",
  "refers-to-itself",
  "references-too-deep",
  "too-much-work",
  "dynamic-block-incomplete",
]);

/** Whether the expression itself is wrong, or more than is evaluated here. */
export function isFault({ kind }: UnresolvedReason): boolean {
  return FAULTS.has(kind);
}

/** Whether only the state after apply would show the value. */
export function isKnownAfterApply({ kind }: UnresolvedReason): boolean {
  return kind === "known-after-apply";
}
