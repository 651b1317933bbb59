import type { UnresolvedReason, UntoldByPlan } from "./reason";

/** A reason as a clause, with what would help: `var.threshold has no value; give --var threshold=...`. */
export function reasonText(reason: UnresolvedReason): string {
  const help = helpText(reason);
  return help === undefined ? causeText(reason) : `${causeText(reason)}; ${help}`;
}

/** What would make the value known, as a sentence; undefined where nothing in particular would. */
export function remedyText(reason: UnresolvedReason): string | undefined {
  switch (reason.kind) {
    case "known-after-apply":
      return "Check the state after apply, too: terraform show -json > state.json.";
    case "partial-plan":
      return "Check a plan of the whole configuration.";
    case "module-not-read":
    case "instances-not-known":
      return remedyText(reason.because);
    case "output-not-in-stack":
      return "Fix the output's name, or give a newer plan or state of that stack.";
    case "made-at-apply":
    case "secret":
    case "function-not-evaluated":
      return "Check a plan, or the state after apply: terraform show -json > state.json.";
    case "evaluation-error":
    case "syntax-error":
    case "refers-to-itself":
    case "references-too-deep":
    case "variable-not-of-its-type":
      return "Fix the expression.";
    default: {
      const help = helpText(reason);
      return help === undefined
        ? undefined
        : `${help.charAt(0).toUpperCase()}${help.slice(1)}.`.replace(/\.{4}$/, "...");
    }
  }
}

/** What the reason is about where several values are not known for it: `local.topics`; undefined where it is one value alone. */
export function subjectOf(reason: UnresolvedReason): string | undefined {
  switch (reason.kind) {
    case "variable-without-value":
      return reason.module === undefined ? `var.${reason.variable}` : `${reason.module}.var.${reason.variable}`;
    case "stack-not-given":
    case "module-not-read":
    case "instances-not-known":
      return reason.address;
    case "known-after-apply": {
      const { untold } = reason;
      if (untold.what === "local-value" || untold.what === "value") return untold.through;
      if (untold.what === "choice") return untold.through ?? untold.candidates[0];
      return untold.what === "key" ? untold.reference : undefined;
    }
    default:
      return undefined;
  }
}

/** What would help, as a clause. */
function helpText(reason: UnresolvedReason): string | undefined {
  switch (reason.kind) {
    case "known-after-apply":
      return reason.untold.what === "item" ? undefined : ELSEWHERE;
    case "too-much-work":
      return "write the value itself, or show the plan";
    case "variable-without-value":
      return reason.module === undefined ? `give --var ${reason.variable}=...` : "give it in the module block";
    case "module-not-given":
      return `give the *.tf.json files of ${reason.folder} too, or terraform show -json of a plan`;
    case "module-from-registry":
      return "run terraform plan -out plan.bin && terraform show -json plan.bin > plan.json, and give plan.json";
    case "stack-not-given":
      return reason.candidates.length === 0
        ? "give that stack, too: --template once more"
        : "give only the one that is meant, or its *.tf.json with the backend";
    case "module-not-read":
    case "instances-not-known":
      return helpText(reason.because);
    default:
      return undefined;
  }
}

/** A reason as a clause: `var.threshold has no value`. */
export function causeText(reason: UnresolvedReason): string {
  switch (reason.kind) {
    case "known-after-apply":
      return untoldText(reason.untold);
    case "partial-plan":
      return reason.because === "failed"
        ? `the plan failed partway: ${MAY_BE_MISSING}`
        : `the plan covers only a part of the configuration (-target): ${MAY_BE_MISSING}`;
    case "deferred":
      return `the plan defers it: ${reason.why ?? "no reason is given"}`;
    case "variable-without-value":
      return `var.${reason.variable}${reason.module === undefined ? "" : ` of ${reason.module}`} has no value`;
    case "variable-not-of-its-type":
      return `var.${reason.variable}: ${reason.fault}`;
    case "module-not-given":
      return "the files of the module are not given";
    case "module-from-registry":
      return "the module is fetched by terraform init";
    case "module-calls-itself":
      return `the module calls itself: ${reason.folders.map((folder) => (folder === "" ? "." : folder)).join(" -> ")}`;
    case "module-not-read":
      return `${reason.address} is not read: ${causeText(reason.because)}`;
    case "stack-not-given":
      return stackText(reason);
    case "output-not-in-stack":
      return `${reason.address} reads the output "${reason.output}", which ${reason.stack} does not have`;
    case "instances-not-known":
      return `the instances of ${reason.address} are not known: ${causeText(reason.because)}`;
    case "made-at-apply":
      return `${reason.what} is ${reason.by === "reading" ? "read" : "generated"} at apply`;
    case "secret":
      return `${reason.address} is a secret that is read at apply`;
    case "function-not-evaluated":
      return functionText(reason);
    case "evaluation-error":
      return reason.at === undefined ? reason.text : `${reason.text} (${reason.at})`;
    case "syntax-error":
      return `${reason.text} (${reason.at === undefined ? "" : `${reason.at}, `}character ${reason.character} of the text)`;
    case "refers-to-itself":
      return `${reason.what} refers to itself`;
    case "references-too-deep":
      return "too many references refer to one another";
    case "too-much-work": {
      const where = reason.at === undefined ? "" : ` (${reason.at})`;
      return `it takes too much work to evaluate, ${reason.text}${where}`;
    }
    case "dynamic-block-incomplete":
      return `the dynamic block "${reason.label}" needs for_each and content`;
    default:
      return attributeText(reason);
  }
}

const MAY_BE_MISSING = "related resources may be missing";
const ELSEWHERE = "show the state after apply, or give the configuration as *.tf.json";

function untoldText(untold: UntoldByPlan): string {
  switch (untold.what) {
    case "expression":
      return `known after apply, and a plan shows only its references`;
    case "rest-of-text":
      return `known after apply: built from ${untold.references.join(", ")} and parts that a plan does not show`;
    case "choice": {
      const through = untold.through === undefined ? "" : ` through ${untold.through}`;
      return `known after apply${through}: one or more of ${untold.candidates.join(", ")}`;
    }
    case "key": {
      const keys = untold.keys.map((key) => JSON.stringify(key)).join(", ");
      return `known after apply: one or more of ${untold.reference}, which has ${keys}`;
    }
    case "local-value":
      return `known after apply through ${untold.through}, and a plan does not show local values`;
    case "value":
      return `known after apply through ${untold.through}, and a plan does not show its value`;
    case "item":
      return "known after apply, and a plan does not show which item it is";
  }
}

function stackText({ address, candidates, state }: Extract<UnresolvedReason, { kind: "stack-not-given" }>): string {
  const read = `it is an output of another stack, which ${address} reads${state === undefined ? "" : ` (${state})`}`;
  return candidates.length === 0 ? read : `${read}; it may be any of ${candidates.join(", ")}`;
}

function functionText({ because, name }: Extract<UnresolvedReason, { kind: "function-not-evaluated" }>): string {
  switch (because) {
    case "reads-files":
      return `${name}() reads a file, and files are not given`;
    case "differs-every-run":
      return `${name}() returns a different value in every run`;
    case "not-implemented":
      return `function ${name} is not evaluated`;
  }
}

type OfAttribute = Extract<
  UnresolvedReason,
  {
    kind:
      | "not-of-its-type"
      | "not-one-of"
      | "excluded-by"
      | "no-dead-letter-target"
      | "too-many-blocks"
      | "name-made-at-apply"
      | "not-modelled";
  }
>;

function attributeText(reason: OfAttribute): string {
  switch (reason.kind) {
    case "not-of-its-type":
      return reason.text;
    case "not-one-of": {
      const elsewhere = reason.elsewhere === undefined ? "" : `; give other values as ${reason.elsewhere}`;
      return `"${reason.value}" is not one of ${reason.choices.join(", ")}${elsewhere}`;
    }
    case "excluded-by":
      return `${reason.argument} is also given, and only one of the two is allowed`;
    case "no-dead-letter-target":
      return 'it is not a JSON object with "deadLetterTargetArn"';
    case "too-many-blocks":
      return `there are ${reason.count}; a metric filter has exactly one`;
    case "name-made-at-apply":
      return `${NAME_FROM[reason.from]}; ${JSON.stringify(reason.standIn)} is used in its place`;
    case "not-modelled":
      return `replay does not model it: ${EFFECT[reason.effect]}`;
  }
}

const NAME_FROM = {
  prefix: "Terraform adds digits to name_prefix at apply",
  nothing: "no name is configured, and Terraform generates one at apply",
  "unknown-parts": "the name has parts that are known only after apply",
} as const;

const EFFECT = {
  "publishes-nothing": "the filter publishes nothing in this replay",
  "filters-events-as-they-are": "the filter is matched against the events as they are in the logs",
} as const;
